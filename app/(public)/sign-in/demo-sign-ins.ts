/** The people of the demo data, by what they do. The start command prints their password. */
export const DEMO_SIGN_INS = [
  { email: "reception@demo.local", role: "Receptionist" },
  { email: "reviewer@demo.local", role: "Reviewer" },
  { email: "admin@demo.local", role: "Admin" },
  { email: "customer@demo.local", role: "Customer" },
  { email: "delivery@demo.local", role: "Delivery" },
] as const;
