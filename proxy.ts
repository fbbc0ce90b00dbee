import { type NextRequest, NextResponse } from "next/server";
import { AppError, toProblem } from "@/lib/server/app-error";
import { checkHost } from "@/lib/server/guards/check-host";

/** Pages are refused to foreign hosts as the API's handlers refuse them: they show the log too. */
export function proxy(request: NextRequest): Response {
  try {
    checkHost(request.headers);
    return NextResponse.next();
  } catch (error) {
    if (error instanceof AppError) return toProblem(error);
    throw error;
  }
}

export const config = { matcher: ["/((?!api/|_next/static/).*)"] };
