// orval's fetch client. The mutator sets the host and the credentials, and keeps bytes as bytes.
const { join } = require("node:path");

module.exports = { addepar: {
  input: process.env.ADDEPAR_SPECIFICATION,
  output: { target: join(process.env.ADDEPAR_OUTPUT, "client.ts"), client: "fetch", mode: "single",
    override: { mutator: { path: join(__dirname, "orval_fetch.ts"), name: "orvalFetch" } } },
} };
