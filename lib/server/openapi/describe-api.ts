import { z } from "zod";
import { type AppErrorCode, statusOfCode } from "../app-error";
import { version } from "../instance";
import { type AnswerName, answers, type BodyName, bodies } from "./named-schemas";
import type { Answer, HeaderName, Operation } from "./operation";
import { operations } from "./operations";

type Json = Record<string, unknown>;

/** The API's description, as OpenAPI 3.1: made from the schemas that check its bodies and type its answers. */
export function describeApi(): Json {
  const paths: Record<string, Json> = {};
  for (const operation of operations) {
    paths[operation.path] = { ...paths[operation.path], [operation.method]: describeOperation(operation) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Glimpse",
      version,
      license: { name: "MIT", identifier: "MIT" },
      description:
        "GLM models, side by side. Times are ISO 8601; durations are milliseconds in names that end in `Ms`; money is " +
        "decimal strings in names that end in `Usd`; unknown is `null`. A server without password asks for neither " +
        "session nor token. A session's requests that change or spend something must come from the server's own pages.",
    },
    servers: [{ url: "/" }],
    security: [{ session: [] }, { token: [] }],
    paths,
    components: {
      schemas: { ...componentsOf(answers, "output"), ...componentsOf(bodies, "input") },
      securitySchemes: {
        session: { type: "apiKey", in: "cookie", name: "glimpse-session", description: "From signing in." },
        token: { type: "http", scheme: "bearer", description: "A token from Settings, for scripts." },
      },
    },
  };
}

function describeOperation(operation: Operation): Json {
  const { id, path, summary, body } = operation;
  const parameters = parametersOf(operation);
  const answers = operation.answers.map((answer) => [answer.status, describeAnswer(answer)]);
  return {
    operationId: id,
    tags: [path.split("/")[2]],
    summary,
    ...(parameters.length > 0 ? { parameters } : {}),
    ...(body
      ? { requestBody: { required: true, content: { "application/json": { schema: ref(body) } } } }
      : {}),
    responses: { ...describeProblems(problemsOf(operation)), ...Object.fromEntries(answers) },
  };
}

function parametersOf({ path, query, headers = [] }: Operation): Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
  return [
    ...inPath.map((name) => ({ name, in: "path", required: true, schema: { type: "string" } })),
    ...(query ? queryParameters(query) : []),
    ...headers.map((name) => ({ name, in: "header", ...HEADERS[name] })),
  ];
}

const HEADERS: Record<HeaderName, Json> = {
  "Idempotency-Key": {
    schema: { type: "string", minLength: 1, maxLength: 255 },
    description: "The same key and body within 24 hours join the same comparison instead of paying twice.",
  },
  "Last-Event-ID": {
    schema: { type: "string", pattern: "^\\d{1,15}$" },
    description: "The id of the last event that was received.",
  },
};

function queryParameters(query: z.ZodObject): Json[] {
  const { properties = {}, required = [] } = schemaOf(query, "input");
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    in: "query",
    required: required.includes(name),
    schema,
  }));
}

function describeAnswer({ description, content }: Answer): Json {
  if (!content) return { description };
  const forms = content.map(({ type, of }) => [type, { schema: schemaOfContent(type, of) }]);
  return { description, content: Object.fromEntries(forms) };
}

/** A stream and a file of lines are text: OpenAPI 3.1 can only say what each piece of it holds. */
function schemaOfContent(type: string, of: AnswerName | undefined): Json {
  if (type === "application/json") return of ? ref(of) : { type: "object" };
  return { type: "string", ...(of ? { contentMediaType: "application/json", contentSchema: ref(of) } : {}) };
}

/** Every code that an operation can answer with: most follow from what it takes. */
function problemsOf({ method, path, query, body, problems = [] }: Operation): AppErrorCode[] {
  const codes: AppErrorCode[] = [
    "forbidden-host",
    "unauthorized",
    "forbidden-in-public",
    "database-unavailable",
    "internal",
    "rate-limited",
    ...problems,
  ];
  if (method !== "get") codes.push("forbidden-origin", "unsupported-media-type");
  if (query) codes.push("invalid-query");
  if (body) codes.push("invalid-json", "invalid-body", "body-timeout", "body-too-large");
  if (path.includes("{")) codes.push("not-found");
  return [...new Set(codes)];
}

function describeProblems(codes: AppErrorCode[]): Json {
  const byStatus = Map.groupBy(codes, statusOfCode);
  return Object.fromEntries([...byStatus].map(([status, group]) => [status, describeProblem(group)]));
}

function describeProblem(codes: AppErrorCode[]): Json {
  const schema = { allOf: [ref("Problem")], properties: { code: { enum: codes } } };
  return { description: codes.join(", "), content: { "application/problem+json": { schema } } };
}

function ref(name: AnswerName | BodyName): Json {
  return { $ref: uriOf(name) };
}

function uriOf(name: string): string {
  return `#/components/schemas/${name}`;
}

function componentsOf(schemas: Record<string, z.ZodType>, io: "input" | "output"): Json {
  const registry = z.registry<{ id: string }>();
  for (const [id, schema] of Object.entries(schemas)) registry.add(schema, { id });
  const described = z.toJSONSchema(registry, { ...options(io), uri: uriOf }).schemas;
  return Object.fromEntries(
    Object.entries(described).map(([id, { $id, $schema, ...schema }]) => [id, schema]),
  );
}

function schemaOf(schema: z.ZodType, io: "input" | "output") {
  return z.toJSONSchema(schema, options(io));
}

function options(io: "input" | "output") {
  return {
    io,
    unrepresentable: "any",
    // A format says it all; zod's regular expressions for a time are half a page each.
    override: ({ jsonSchema }: { jsonSchema: z.core.JSONSchema.BaseSchema }) => {
      if (jsonSchema.format) delete jsonSchema.pattern;
    },
  } as const;
}
