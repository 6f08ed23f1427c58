/** The one button, in its looks. */
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from "react-aria-components/Button";

interface ButtonProps extends AriaButtonProps {
  look?: "main" | "plain" | "danger" | "quiet";
}

/** `main` is the page's one next step, `danger` what cannot be taken back. */
export function Button({ look = "plain", ...button }: ButtonProps) {
  return <AriaButton {...button} className={`button button-${look}`} />;
}
