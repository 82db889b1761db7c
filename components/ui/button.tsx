import Link from "next/link";
import type { ComponentProps, ReactNode } from "react";
import { type ButtonSize, type ButtonVariant, buttonStyle } from "./button-style";
import { Kbd } from "./kbd";

type Look = { variant?: ButtonVariant; size?: ButtonSize; icon?: ReactNode; kbd?: string };

function Inside({ icon, kbd, children }: { icon?: ReactNode; kbd?: string; children?: ReactNode }) {
  return (
    <>
      {icon}
      {children}
      {kbd && <Kbd>{kbd}</Kbd>}
    </>
  );
}

/** A button of type "button" unless told otherwise: a form's own button says type="submit". */
export function Button({
  variant,
  size,
  icon,
  kbd,
  className,
  children,
  ...rest
}: ComponentProps<"button"> & Look) {
  return (
    <button type="button" data-button {...rest} className={buttonStyle({ variant, size, className })}>
      <Inside icon={icon} kbd={kbd}>
        {children}
      </Inside>
    </button>
  );
}

/** Looks like a button, is a link: for what leads somewhere. */
export function ButtonLink({
  variant,
  size,
  icon,
  kbd,
  className,
  children,
  ...rest
}: ComponentProps<typeof Link> & Look) {
  return (
    <Link data-button {...rest} className={buttonStyle({ variant, size, className })}>
      <Inside icon={icon} kbd={kbd}>
        {children}
      </Inside>
    </Link>
  );
}
