"use client";

import { Component, type ReactNode } from "react";

/** Whatever a renderer chokes on, the reader still gets the text. `resetKey` gives it another chance. */
export class AnswerBoundary extends Component<
  { fallback: ReactNode; resetKey: string; children: ReactNode },
  { failedAt: string | null }
> {
  override state: { failedAt: string | null } = { failedAt: null };

  static getDerivedStateFromError() {
    return { failedAt: "" };
  }

  override componentDidCatch() {
    this.setState({ failedAt: this.props.resetKey });
  }

  override componentDidUpdate() {
    const { failedAt } = this.state;
    if (failedAt && failedAt !== this.props.resetKey) this.setState({ failedAt: null });
  }

  override render() {
    return this.state.failedAt === null ? this.props.children : this.props.fallback;
  }
}
