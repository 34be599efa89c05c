#!/bin/sh
# The end of the quarter: who moved whom, on whose word, and whether anybody rewrote that.
# Give it a database with CRM_DB, and a file for the seals with SEALS; without them it plays on a demo of its own.
set -eu
if [ -z "${CRM_DB:-}" ]; then
  folder=$(mktemp -d)
  crm demo --keep "$folder/demo" >/dev/null
  CRM_DB=$folder/demo/crm.db
fi
export CRM_DB
seals=${SEALS:-$(mktemp -d)/seals.txt}

echo "Who entered and left each stage this year, and what became of them"
crm flow --period this-year --format table --fields stage,entered,left,cohort,advanced,lost,open
echo
echo "What each rep moved"
crm appraisal --period this-year --format table --fields rep,advanced,waiting,lost,won_back,activities
echo
echo "What waits for a second person's word"
crm approvals --format table --limit 5 --fields id,kind,name,from_stage,to_stage,asked_by
echo
echo "Is the ledger as it was written?"
crm audit seal -q "$seals" >/dev/null
crm audit verify --seals "$seals" --format csv --fields check,result
