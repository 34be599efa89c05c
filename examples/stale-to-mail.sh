#!/bin/sh
# One mail a rep about the customers that are stuck: plain CSV through a pipe. Prints the mails; pipe them to sendmail -t.
# Give it a database with CRM_DB; without one it plays on a demo of its own.
set -eu
if [ -z "${CRM_DB:-}" ]; then
  folder=$(mktemp -d)
  crm demo --keep "$folder/demo" >/dev/null
  CRM_DB=$folder/demo/crm.db
fi
export CRM_DB

crm stale --days 180 --sort owner --format tsv --fields owner,id,name,days_stale,cause |
  awk -F '\t' '
    NR == 1 || $1 == "" { next }
    $1 != owner { if (owner != "") print ""; owner = $1; print "To: " owner "\nSubject: Act or abandon?\n" }
    { printf "%5s  %s: %s days, %s\n", $2, $3, $4, $5 }
  '
