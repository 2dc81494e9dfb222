// A real, certified OpenID Connect provider on this machine, for the tests: PORT, KEY, CLIENT and BACK
// come from the environment. Whoever signs in under a name below is that one; any password does.
import { createPrivateKey, generateKeyPairSync } from "node:crypto";
import { readFileSync, writeFileSync, existsSync } from "node:fs";
import { Provider } from "oidc-provider";
import { SignJWT, UnsecuredJWT, decodeJwt, exportJWK } from "jose";

const { PORT, KEY, CLIENT, SECRET, BACK, OUT } = process.env;
const issuer = `http://127.0.0.1:${PORT}`;

const PEOPLE = {
  lena: { name: "Lena Läsare", email: "lena@kommun.example", email_verified: true, groups: [] },
  erik: { name: "Erik Redigerare", email: "erik@kommun.example", email_verified: true, groups: ["ai-redaktion"] },
  asa: { name: "Åsa Administratör", email: "asa@kommun.example", email_verified: true, groups: [] },
  // Says that she is Åsa, and the provider does not vouch for it.
  mallory: { name: "Åsa Administratör", email: "asa@kommun.example", email_verified: false, groups: [] },
};

// Kept in a file, so that a provider started again has the same key, and one with another file another.
function signingKey() {
  if (!existsSync(KEY)) {
    const { privateKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
    writeFileSync(KEY, privateKey.export({ type: "pkcs8", format: "pem" }));
  }
  return createPrivateKey(readFileSync(KEY));
}

const kid = KEY.split("/").at(-1);
const own = signingKey();
const foreign = generateKeyPairSync("rsa", { modulusLength: 2048 }).privateKey;

const provider = new Provider(issuer, {
  clients: [{
    client_id: CLIENT,
    client_secret: SECRET,
    redirect_uris: [BACK],
    post_logout_redirect_uris: [OUT],
  }],
  jwks: { keys: [{ ...await exportJWK(own), kid, alg: "RS256", use: "sig" }] },
  cookies: { keys: ["of the tests alone"] },
  claims: { openid: ["sub", "groups"], profile: ["name"], email: ["email", "email_verified"] },
  features: { devInteractions: { enabled: true }, rpInitiatedLogout: { enabled: true } },
  pkce: { required: () => true },
  findAccount: (_, id) => ({ accountId: id, claims: () => ({ sub: id, ...PEOPLE[id] }) }),
});

// What a thief, a faulty provider or a changed answer would send instead of the token: one at a time,
// chosen by POST /spoil/<how>, until POST /spoil/not.
const seconds = () => Math.floor(Date.now() / 1000);
const sign = (claims, key = own) => new SignJWT(claims).setProtectedHeader({ alg: "RS256", kid }).sign(key);
const SPOIL = {
  not: (token) => token,
  forged: (token) => sign(decodeJwt(token), foreign),
  changed: (token) => {
    const [head, , signature] = token.split(".");
    const claims = { ...decodeJwt(token), sub: "asa" };
    return [head, Buffer.from(JSON.stringify(claims)).toString("base64url"), signature].join(".");
  },
  expired: (token) => sign({ ...decodeJwt(token), iat: seconds() - 7200, exp: seconds() - 3600 }),
  audience: (token) => sign({ ...decodeJwt(token), aud: "another-client" }),
  party: (token) => sign({ ...decodeJwt(token), aud: "another-client", azp: CLIENT }),
  issuer: (token) => sign({ ...decodeJwt(token), iss: "https://elsewhere.example" }),
  nonce: (token) => sign({ ...decodeJwt(token), nonce: "of another sign-in" }),
  no_nonce: (token) => { const { nonce, ...rest } = decodeJwt(token); return sign(rest); },
  none: (token) => new UnsecuredJWT(decodeJwt(token)).encode(),
  hmac: (token) => new SignJWT(decodeJwt(token)).setProtectedHeader({ alg: "HS256", kid }).sign(Buffer.from(SECRET)),
  missing: () => undefined,
};
let spoil = "not";

provider.use(async (ctx, next) => {
  if (ctx.method === "POST" && ctx.path.startsWith("/spoil/")) {
    spoil = ctx.path.split("/").at(-1);
    ctx.status = spoil in SPOIL ? 204 : 404;
    return;
  }
  await next();
  if (ctx.path === "/token" && ctx.body?.id_token) ctx.body.id_token = await SPOIL[spoil](ctx.body.id_token);
});

provider.listen(Number(PORT), "127.0.0.1", () => console.log("ready"));
