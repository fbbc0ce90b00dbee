import { readJsonBody } from "@/lib/server/guards/read-json-body";
import { handleRoute } from "@/lib/server/handle-route";
import { endingCookie } from "@/lib/server/session";
import { signIn, signInSchema } from "@/lib/server/sign-in";

/** Signs in with `{password}`: 204 and a cookie. */
export const POST = handleRoute(
  async (request) => {
    const { password } = await readJsonBody(request, signInSchema);
    return withCookie(await signIn(password, request.headers));
  },
  { right: "anyone" },
);

/** Signs out in this browser; changing the password does so in all. */
export const DELETE = handleRoute(async (request) => withCookie(endingCookie(request.headers)), {
  right: "anyone",
});

function withCookie(cookie: string): Response {
  return new Response(null, { status: 204, headers: { "set-cookie": cookie } });
}
