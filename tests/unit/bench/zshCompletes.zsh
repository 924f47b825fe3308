# What zsh makes of a line and TAB: zshCompletes.zsh SCRIPT LINE UNTIL
zmodload zsh/zpty
zpty -b shell zsh -f -i
zpty -w shell "PS1=; autoload -U compinit; compinit -u -D; source $1; bindkey '^I' complete-word; print READY"
said=""
for (( tries = 0; tries < 400; tries++ )); do
  zpty -r -t shell chunk && said+=$chunk || sleep 0.05
  [[ "$said" == *READY*READY* ]] && break
done
said=""
zpty -w -n shell "$2"$'\t'
for (( tries = 0; tries < 100; tries++ )); do
  zpty -r -t shell chunk && said+=$chunk || sleep 0.05
  [[ "$said" == *$3* ]] && break
done
print -r -- "$said"
zpty -d shell
