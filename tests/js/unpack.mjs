// Unpacks the tables given on standard input, for the test of kg/pack.py.
import { readFileSync } from "node:fs";

import { unpack } from "../../viz/unpack.js";

process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf8")).map(unpack)));
