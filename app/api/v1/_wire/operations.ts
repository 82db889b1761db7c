import { operation } from "@/app/_server/operation";
import { loginAnswer, loginBody, meAnswer } from "./account";
import {
  conversationAnswer,
  conversationQuery,
  conversationsAnswer,
  conversationsQuery,
} from "./conversation";
import { byPhoneAnswer, byPhoneBody, customerAnswer, customersAnswer, customersQuery } from "./customer";
import { leadsAnswer, leadsQuery, walkInAnswer, walkInBody } from "./lead";

/** Every call of the API. The routes check with these schemas, and the description is made from them. */
export const operations = {
  resolveCustomerByPhone: operation({
    id: "resolveCustomerByPhone",
    method: "PUT",
    path: "/api/v1/customers/by-phone",
    summary:
      "Find the customer of a number, or create one. Facts fill what is unknown and overwrite nothing.",
    access: "customers.resolve",
    body: byPhoneBody,
    example: { phone_number: "0772 123 456", country: "UG", display_name: "Sarah Johnson" },
    answer: byPhoneAnswer,
    successes: { 200: "The customer existed.", 201: "The customer was created." },
    refusals: { 409: "Several people share this number." },
  }),
  listCustomers: operation({
    id: "listCustomers",
    method: "GET",
    path: "/api/v1/customers",
    summary: "Customers, newest first; with `query`, the best match first.",
    access: "customers.read",
    query: customersQuery,
    answer: customersAnswer,
    successes: { 200: "A page of customers." },
  }),
  getCustomer: operation({
    id: "getCustomer",
    method: "GET",
    path: "/api/v1/customers/{id}",
    summary:
      "One customer with contact points, subscription, open leads and LTV. A merged id answers with the survivor.",
    access: "customers.read",
    answer: customerAnswer,
    successes: { 200: "The customer." },
    refusals: { 404: "No customer has this id." },
  }),
  registerWalkIn: operation({
    id: "registerWalkIn",
    method: "POST",
    path: "/api/v1/walk-ins",
    summary: "Somebody stands at the desk: find or create the customer and open a lead of source walk_in.",
    access: "leads.write",
    body: walkInBody,
    example: {
      phone_number: "+256 772 123 456",
      display_name: "Sarah Johnson",
      interest: "First appointment",
    },
    answer: walkInAnswer,
    successes: { 201: "The lead, new or the open one that this visit was added to." },
    refusals: { 409: "Several people share this number." },
  }),
  listLeads: operation({
    id: "listLeads",
    method: "GET",
    path: "/api/v1/leads",
    summary: "Leads of all branches, newest first; with `phone_number`, that number's, linked or not.",
    access: "leads.read",
    query: leadsQuery,
    answer: leadsAnswer,
    successes: { 200: "A page of leads." },
  }),
  listConversations: operation({
    id: "listConversations",
    method: "GET",
    path: "/api/v1/conversations",
    summary: "Conversations, newest first, with the customer's name.",
    access: "conversations.read",
    query: conversationsQuery,
    answer: conversationsAnswer,
    successes: { 200: "A page of conversations." },
  }),
  getConversation: operation({
    id: "getConversation",
    method: "GET",
    path: "/api/v1/conversations/{id}",
    summary: "One conversation with its latest 50 messages, its call and its customer.",
    access: "conversations.read",
    query: conversationQuery,
    answer: conversationAnswer,
    successes: { 200: "The conversation." },
    refusals: { 404: "No conversation has this id." },
  }),
  login: operation({
    id: "login",
    method: "POST",
    path: "/api/v1/auth/login",
    summary: "A token by a user's e-mail address and password, good for eight hours.",
    access: "public",
    body: loginBody,
    example: { email: "sam@example.org", password: "the password" },
    answer: loginAnswer,
    successes: { 200: "The token." },
    refusals: {
      401: "Wrong address or wrong password; the answer does not say which.",
      429: "Too many attempts; `Retry-After` says how many seconds to wait.",
    },
  }),
  getMe: operation({
    id: "getMe",
    method: "GET",
    path: "/api/v1/me",
    summary: "Who the key, token or session belongs to, with the user's own customer record.",
    access: "account.self",
    answer: meAnswer,
    successes: { 200: "The user." },
  }),
};
