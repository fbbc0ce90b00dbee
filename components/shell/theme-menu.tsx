"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { useTheme } from "next-themes";
import { useSyncExternalStore } from "react";
import { iconButtonClassName } from "@/components/ui/icon-button";
import { Menu, MenuContent, MenuRadioGroup, MenuRadioItem, MenuTrigger } from "@/components/ui/menu";
import { Tooltip } from "@/components/ui/tooltip";

const themes = [
  { value: "system", label: "System", Icon: Monitor },
  { value: "light", label: "Light", Icon: Sun },
  { value: "dark", label: "Dark", Icon: Moon },
];

const never = () => () => {};

export function ThemeMenu() {
  const { theme, setTheme } = useTheme();
  // The server doesn't know the choice: until hydration nothing is marked.
  const hydrated = useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
  return (
    <Menu>
      <Tooltip content="Theme">
        <MenuTrigger aria-label="Theme" className={iconButtonClassName()}>
          <Sun size={16} aria-hidden className="dark:hidden" />
          <Moon size={16} aria-hidden className="hidden dark:block" />
        </MenuTrigger>
      </Tooltip>
      <MenuContent className="min-w-36">
        <MenuRadioGroup value={hydrated ? theme : undefined} onValueChange={setTheme}>
          {themes.map(({ value, label, Icon }) => (
            <MenuRadioItem key={value} value={value} closeOnClick>
              <Icon size={15} aria-hidden className="text-faint" />
              {label}
            </MenuRadioItem>
          ))}
        </MenuRadioGroup>
      </MenuContent>
    </Menu>
  );
}
