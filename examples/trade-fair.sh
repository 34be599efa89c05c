#!/bin/sh
# Back from the trade fair: every card becomes one customer with one owner, and the first talks are noted.
# Works in a throw-away database unless CRM_DB names one.
set -eu
cd "$(dirname "$0")"
CRM_DB=${CRM_DB:-$(mktemp -d)/crm.db}
export CRM_DB

for rep in ana wei tom; do crm rep add "$rep" -q >/dev/null; done

# All cards in one go; the same cards again change nothing.
crm add --card cards --source "Autumn Fair" --format csv --fields id,name,result | tail -n 3
crm add --card cards --format csv --fields result | sort | uniq -c

# One owner each: by name, by file, and the rest to tom.
crm edit ibarra azañón llanera --owner ana -q >/dev/null
crm find 广东 --format ids | crm edit - --owner wei -q >/dev/null
crm list --missing owner --format ids | crm edit - --owner tom -q >/dev/null
crm rep list --format csv --fields name,customers

# What was said at the booth, and what comes next.
crm log ibarra meeting Wants two press brakes before summer --as ana --next "fri send the catalogue"
crm log 广元 会面 想看样机 --as wei --next "+7d 打电话"

# Whoever asked for a quote is a prospect already.
crm promote ibarra -m "asked for a quote at the booth" --as ana
crm stages --format csv
