CREATE TABLE "budget_days" (
	"day" date NOT NULL,
	"owner" text NOT NULL,
	"billed_usd" numeric(24, 12) DEFAULT '0' NOT NULL,
	"reserved_usd" numeric(24, 12) DEFAULT '0' NOT NULL,
	CONSTRAINT "budget_days_day_owner_pk" PRIMARY KEY("day","owner")
);
--> statement-breakpoint
CREATE TABLE "preferences" (
	"name" text PRIMARY KEY NOT NULL,
	"value" json NOT NULL,
	"updated_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "provider_keys" (
	"owner" text NOT NULL,
	"provider" text NOT NULL,
	"sealed_key" text NOT NULL,
	"origin" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "provider_keys_owner_provider_pk" PRIMARY KEY("owner","provider")
);
--> statement-breakpoint
CREATE TABLE "rate_limits" (
	"key" varchar(255) PRIMARY KEY NOT NULL,
	"points" integer DEFAULT 0 NOT NULL,
	"expire" bigint
);
--> statement-breakpoint
CREATE TABLE "tokens" (
	"id" uuid PRIMARY KEY NOT NULL,
	"owner" text NOT NULL,
	"name" text NOT NULL,
	"prefix" text NOT NULL,
	"hash" text NOT NULL,
	"created_at" timestamp with time zone DEFAULT now() NOT NULL,
	"last_used_at" timestamp with time zone,
	CONSTRAINT "tokens_hash" UNIQUE("hash")
);
--> statement-breakpoint
ALTER TABLE "runs" ADD COLUMN "reserved_usd" numeric(24, 12);