"use client";

import { CornerDownLeft } from "lucide-react";
import { iconButtonClassName } from "@/components/ui/icon-button";
import {
  Menu,
  MenuContent,
  MenuGroup,
  MenuGroupLabel,
  MenuRadioGroup,
  MenuRadioItem,
  MenuTrigger,
} from "@/components/ui/menu";
import { Tooltip } from "@/components/ui/tooltip";
import { useEnterKey } from "./use-enter-key";

/** Lets a person choose what Enter does. */
export function EnterKeyMenu() {
  const [choice, setChoice] = useEnterKey();
  return (
    <Menu>
      <Tooltip content="What Enter does">
        <MenuTrigger aria-label="What Enter does" className={iconButtonClassName("sm")}>
          <CornerDownLeft size={14} aria-hidden />
        </MenuTrigger>
      </Tooltip>
      <MenuContent side="top" align="start">
        <MenuRadioGroup
          value={choice}
          onValueChange={(next) => setChoice(next === "swapped" ? "swapped" : "usual")}
        >
          <MenuGroup>
            <MenuGroupLabel>Enter. Ctrl or ⌘ with Enter always sends.</MenuGroupLabel>
            <MenuRadioItem value="usual" closeOnClick>
              New line in prompts, sends follow-ups
            </MenuRadioItem>
            <MenuRadioItem value="swapped" closeOnClick>
              Sends prompts, new line in follow-ups
            </MenuRadioItem>
          </MenuGroup>
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  );
}
