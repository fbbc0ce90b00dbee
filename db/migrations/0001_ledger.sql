CREATE TABLE "instances" (
	"id" text PRIMARY KEY NOT NULL,
	"started_at" timestamp with time zone DEFAULT now() NOT NULL,
	"heartbeat_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "latency_buckets_daily" (
	"day" timestamp with time zone NOT NULL,
	"offer" text NOT NULL,
	"upstream" text NOT NULL,
	"metric" text NOT NULL,
	"bucket" integer NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "latency_buckets_daily_day_offer_upstream_metric_bucket_pk" PRIMARY KEY("day","offer","upstream","metric","bucket")
);
--> statement-breakpoint
CREATE TABLE "outcome_counts_daily" (
	"day" timestamp with time zone NOT NULL,
	"offer" text NOT NULL,
	"upstream" text NOT NULL,
	"outcome" text NOT NULL,
	"count" integer NOT NULL,
	CONSTRAINT "outcome_counts_daily_day_offer_upstream_outcome_pk" PRIMARY KEY("day","offer","upstream","outcome")
);
--> statement-breakpoint
CREATE TABLE "spend_days" (
	"day" date NOT NULL,
	"owner" text NOT NULL,
	"provider" text NOT NULL,
	"tier" text NOT NULL,
	"runs" integer NOT NULL,
	"billed_usd" numeric(24, 12) NOT NULL,
	"unknown_runs" integer NOT NULL,
	CONSTRAINT "spend_days_day_owner_provider_tier_pk" PRIMARY KEY("day","owner","provider","tier")
);
--> statement-breakpoint
DROP INDEX "runs_offer";--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "instance" text;--> statement-breakpoint
CREATE INDEX "runs_owner_tier" ON "runs" USING btree ("owner","tier","id");--> statement-breakpoint
CREATE INDEX "runs_owner_provider" ON "runs" USING btree ("owner","provider","id");--> statement-breakpoint
CREATE INDEX "runs_owner_status" ON "runs" USING btree ("owner","status","id");--> statement-breakpoint
INSERT INTO "latency_buckets_daily" ("day", "offer", "upstream", "metric", "bucket", "count")
	SELECT date_trunc('day', "hour", 'UTC'), "offer", "upstream", "metric", "bucket", sum("count")
	FROM "latency_buckets" GROUP BY 1, 2, 3, 4, 5;--> statement-breakpoint
INSERT INTO "outcome_counts_daily" ("day", "offer", "upstream", "outcome", "count")
	SELECT date_trunc('day', "hour", 'UTC'), "offer", "upstream", "outcome", sum("count")
	FROM "outcome_counts" GROUP BY 1, 2, 3, 4;--> statement-breakpoint
INSERT INTO "spend_days" ("day", "owner", "provider", "tier", "runs", "billed_usd", "unknown_runs")
	SELECT ("created_at" AT TIME ZONE 'UTC')::date, "owner", "provider", "tier", count(*), coalesce(sum("billed_usd"), 0),
		count(*) FILTER (WHERE "billed_usd" IS NULL AND ("usage_source" IS NOT NULL OR "status" = 'interrupted'))
	FROM "runs" WHERE NOT "simulated" AND "status" NOT IN ('queued', 'running') GROUP BY 1, 2, 3, 4;
