/** What is wrong with the layout now, in words; empty where nothing is. Runs in the page. */
export const layoutFaults = (): readonly string[] => {
  interface Piece {
    readonly text: string;
    readonly rect: DOMRect;
    readonly owner: Element;
  }
  const faults: string[] = [];
  const pieces: Piece[] = [];
  const { innerWidth } = window;

  const overflow = (document.scrollingElement?.scrollWidth ?? 0) - innerWidth;
  if (overflow > 0) faults.push(`the page is ${overflow} px wider than the window`);

  /** In the light, shadow or slot tree above. */
  const parentOf = (node: Node): Element | null => {
    const parent =
      node instanceof Element ? (node.assignedSlot ?? node.parentNode) : node.parentNode;
    return parent instanceof ShadowRoot ? parent.host : (parent as Element | null);
  };
  const ancestors = (start: Element): readonly Element[] => {
    const found: Element[] = [];
    for (let at: Element | null = start; at; at = parentOf(at)) found.push(at);
    return found;
  };
  /** Fixed over the page on purpose, hidden from sight, or scrolled on its own. */
  const isExempt = (owner: Element): boolean =>
    ancestors(owner).some((element) => {
      if (!(element instanceof HTMLElement || element instanceof SVGElement)) return false;
      const style = getComputedStyle(element);
      return (
        style.position === "fixed" ||
        style.clipPath.startsWith("inset(50%") ||
        style.visibility === "hidden" ||
        style.overflowX === "auto"
      );
    });

  const visit = (node: Node): void => {
    if (node instanceof Element) {
      if (node.localName === "details" && !(node as HTMLDetailsElement).open) {
        node.querySelectorAll(":scope > summary").forEach(visitChildren);
        return;
      }
      if (["script", "style", "title"].includes(node.localName)) return;
      const { shadowRoot } = node;
      if (shadowRoot) visitChildren(shadowRoot);
      const clips = node instanceof HTMLElement && getComputedStyle(node).overflowX === "hidden";
      if (clips && node.scrollWidth > node.clientWidth + 1 && !isExempt(node))
        faults.push(`<${node.localName} class="${node.className}"> cuts off its content`);
      if (shadowRoot) return; // slotted children are visited where they are shown
      if (node instanceof HTMLSlotElement) {
        node.assignedNodes().forEach(visit);
        return;
      }
    }
    if (node instanceof Text && node.data.trim() !== "") {
      const owner = parentOf(node);
      if (!owner || isExempt(owner)) return;
      const range = document.createRange();
      range.selectNodeContents(node);
      for (const rect of range.getClientRects())
        if (rect.width > 1 && rect.height > 1) pieces.push({ text: node.data.trim(), rect, owner });
    }
    visitChildren(node);
  };
  const visitChildren = (node: Node): void => node.childNodes.forEach(visit);
  visit(document.body);

  for (const { text, rect, owner } of pieces) {
    if (rect.left < -0.5 || rect.right > innerWidth + 0.5)
      faults.push(`"${text}" reaches past the window: ${rect.left} to ${rect.right}`);
    const drawing = owner.closest("svg");
    const frame = drawing?.getBoundingClientRect();
    if (frame && (rect.right > frame.right + 1 || rect.bottom > frame.bottom + 1))
      faults.push(`"${text}" reaches past its drawing`);
  }

  /** Line boxes of one text may touch; glyphs of different texts may not. */
  const inset = 3;
  const sorted = pieces.toSorted((a, b) => a.rect.top - b.rect.top);
  sorted.forEach((one, index) => {
    for (const other of sorted.slice(index + 1)) {
      if (other.rect.top >= one.rect.bottom) break;
      const across =
        Math.min(one.rect.right, other.rect.right) - Math.max(one.rect.left, other.rect.left);
      const down = Math.min(one.rect.bottom, other.rect.bottom) - other.rect.top;
      if (across > 1 && down > 2 * inset && one.owner !== other.owner)
        faults.push(`"${one.text}" lies over "${other.text}"`);
    }
  });
  return faults;
};
