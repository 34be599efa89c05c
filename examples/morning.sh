#!/bin/sh
# Monday, 8:30: where everybody stands, who is stuck and why, who owes what since when.
# Give it a database with CRM_DB; without one it plays on a demo of its own.
set -eu
if [ -z "${CRM_DB:-}" ]; then
  folder=$(mktemp -d)
  crm demo --keep "$folder/demo" >/dev/null
  CRM_DB=$folder/demo/crm.db
fi
export CRM_DB

echo "Where everybody stands"
crm stages --format table
echo
echo "Who is stuck for half a year or more"
crm stale --days 180 --limit 5 --format table --fields id,name,stage,owner,days_stale,cause
echo
echo "Who owes what, since when"
crm receivables --format table --sort -over_120 --limit 5 --fields id,name,currency,d1_30,over_120,outstanding
echo
echo "Last week"
crm activities --since -7d --by rep --format table
