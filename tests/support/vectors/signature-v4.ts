/**
 * Published test values of Signature Version 4: the suite of AWS ("get-vanilla" and its like) and the examples of the S3 documentation
 * ("Authenticating Requests: Using the Authorization Header" and "Using Query Parameters"). The keys are the documentation's examples.
 */
export const SUITE = {
  credentials: { accessKeyId: "AKIDEXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY" },
  scope: { region: "us-east-1", service: "service" },
  date: "2015-08-30T12:36:00Z",
  host: "example.amazonaws.com",
  cases: [
    {
      name: "get-vanilla",
      method: "GET",
      query: {},
      headers: {},
      signature: "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31",
    },
    {
      name: "get-vanilla-query-order-key-case",
      method: "GET",
      query: { Param2: "value2", Param1: "value1" },
      headers: {},
      signature: "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500",
    },
    {
      name: "post-vanilla",
      method: "POST",
      query: {},
      headers: {},
      signature: "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b",
    },
    {
      name: "post-vanilla-query",
      method: "POST",
      query: { Param1: "value1" },
      headers: {},
      signature: "28038455d6de14eafc1f9222cf5aa6f1a96197d7deb8263271d420d138af7f11",
    },
    {
      name: "post-header-key-sort",
      method: "POST",
      query: {},
      headers: { "my-header1": "value1" },
      signature: "c5410059b04c1ee005303aed430f6e6645f61f4dc9e1461ec8f8916fdf18852c",
    },
  ],
} as const;

export const S3_EXAMPLES = {
  credentials: { accessKeyId: "AKIAIOSFODNN7EXAMPLE", secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY" },
  scope: { region: "us-east-1", service: "s3" },
  date: "2013-05-24T00:00:00Z",
  host: "examplebucket.s3.amazonaws.com",
  cases: [
    {
      name: "GET object",
      method: "GET",
      path: "/test.txt",
      query: {},
      headers: { range: "bytes=0-9" },
      signature: "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
    },
    {
      name: "GET bucket lifecycle",
      method: "GET",
      path: "/",
      query: { lifecycle: "" },
      headers: {},
      signature: "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
    },
    {
      name: "GET bucket (list objects)",
      method: "GET",
      path: "/",
      query: { "max-keys": "2", prefix: "J" },
      headers: {},
      signature: "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
    },
  ],
  presigned: {
    path: "/test.txt",
    expiresInSeconds: 86_400,
    url:
      "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256" +
      "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400" +
      "&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
  },
} as const;
