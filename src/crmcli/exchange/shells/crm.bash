# crm completion for bash: eval "$(crm completion bash)"
_crm_completion() {
    local line answer=()
    COMPREPLY=()
    while IFS= read -r line; do
        answer+=("$line")
    done < <("$1" --complete bash "${COMP_LINE:0:COMP_POINT}" "$COMP_WORDBREAKS" 2>/dev/null </dev/null)
    case ${answer[0]-} in
    files) compopt -o default 2>/dev/null ;;
    folders) compopt -o dirnames 2>/dev/null ;;
    open) compopt -o nospace 2>/dev/null ;;
    esac
    COMPREPLY=(${answer[@]+"${answer[@]:1}"})
}
complete -o nosort -F _crm_completion @NAMES@ 2>/dev/null || complete -F _crm_completion @NAMES@
