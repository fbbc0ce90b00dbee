"use client";

import { LogOut } from "lucide-react";
import { callApi, problemOfResponse } from "@/components/comparison/api-problem";
import { IconButton } from "@/components/ui/icon-button";
import { useToast } from "@/components/ui/toast";

/** Ends the session in this browser. */
export function SignOutButton() {
  const toast = useToast();

  async function signOut() {
    try {
      const response = await callApi("/api/session", { method: "DELETE" });
      if (!response.ok) throw await problemOfResponse(response);
      // A whole load: nothing that was rendered for who signed out may be kept.
      window.location.assign("/");
    } catch (error) {
      toast.add({ title: "Not signed out", description: error instanceof Error ? error.message : undefined });
    }
  }

  return (
    <IconButton label="Sign out" onClick={signOut}>
      <LogOut size={16} aria-hidden />
    </IconButton>
  );
}
