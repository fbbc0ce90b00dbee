import { expect, test } from "vitest";
import { refusalOfAddress, refusalOfHost } from "./check-address";

test.each([
  "http://169.254.169.254/latest",
  "http://169.254.0.1:8000/v1",
  "http://2852039166/v1",
  "http://0xA9FEA9FE/v1",
  "http://[fe80::1]:8000/v1",
  "http://[::ffff:169.254.169.254]/v1",
  "http://[fd00:ec2::254]/v1",
  "http://metadata.google.internal/v1",
  "http://METADATA.google.internal./v1",
])("%s is refused", async (address) => {
  expect(refusalOfAddress(address)).toMatch("metadata service");
  expect(await refusalOfHost(address)).toMatch("metadata service");
});

test.each([
  "http://127.0.0.1:8000/v1",
  "http://localhost:11434/v1",
  "http://[::1]:8080/v1",
  "http://192.168.1.20:8000/v1",
  "https://does-not-resolve.invalid/v1",
])("%s is let through", async (address) => {
  expect(await refusalOfHost(address)).toBeNull();
});
