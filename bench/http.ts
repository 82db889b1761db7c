import { Agent, request } from "node:http";

/** A keep-alive client for one local server. Rejects unless the answer has the status expected. */
export function httpClient(port: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: 128 });
  return (input: {
    method: string;
    path: string;
    headers?: Record<string, string>;
    body?: string;
    expect: number;
  }) =>
    new Promise<string>((resolve, reject) => {
      const call = request(
        { agent, port, host: "127.0.0.1", method: input.method, path: input.path, headers: input.headers },
        (response) => {
          let text = "";
          response.setEncoding("utf8");
          response.on("data", (part: string) => {
            text += part;
          });
          response.on("end", () =>
            response.statusCode === input.expect
              ? resolve(text)
              : reject(new Error(`${response.statusCode}: ${text.slice(0, 200)}`)),
          );
        },
      );
      call.on("error", reject);
      call.end(input.body);
    });
}
