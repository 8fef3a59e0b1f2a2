#!/usr/bin/env bash
# Runs in the network that `silence.sh` makes.
set -euo pipefail

sysctl -qw net.ipv6.conf.all.disable_ipv6=1
ip link set lo up
ip link add sink type veth peer name nowhere
ip link set nowhere up
ip address add 10.99.0.1/24 dev sink
ip link set sink up
ip route add default via 10.99.0.2 dev sink
ip neighbour add 10.99.0.2 lladdr 02:00:00:00:00:02 dev sink nud permanent

# Packets sent so far, to ourselves included.
count() { tr : ' ' </proc/net/dev | awk '$1 == "lo" || $1 == "sink" { n += $11 } END { print n + 0 }'; }

before=$(count)
npx playwright test --config playwright.config.ts --project=chromium "$@"
after=$(count)
echo "packets that left: $((after - before))"
# The counter counts, and what a page of no such care sends is among it.
node --input-type=module -e '
  import { chromium } from "@playwright/test";
  const browser = await chromium.launch({ executablePath: process.env.CHROME, args: process.env.SOAT_BROWSER_ARGS.split(";") });
  const page = await browser.newPage();
  await page.setContent("<img src=http://tin.example/a.png>");
  await page.waitForTimeout(1000);
  await browser.close();'
talkative=$(($(count) - after))
echo "and with a page that asks for a picture: $talkative"
test "$after" -eq "$before" && test "$talkative" -gt 0
