import { toXml } from "./xml";

/** HTTP status and standard message of each error code the server can answer with. */
const CODES = {
  AccessDenied: [403, "Access Denied"],
  BadDigest: [400, "The Content-MD5 you specified did not match what we received."],
  BucketAlreadyOwnedByYou: [409, "The bucket you tried to create already exists."],
  BucketNotEmpty: [409, "The bucket you tried to delete is not empty."],
  EntityTooSmall: [400, "Your proposed upload is smaller than the minimum allowed size."],
  IncompleteBody: [400, "You did not provide the number of bytes specified by the header."],
  InternalError: [500, "We encountered an internal error. Please try again."],
  InvalidAccessKeyId: [403, "The AWS Access Key Id you provided does not exist in our records."],
  InvalidArgument: [400, "Invalid Argument"],
  InvalidPart: [400, "One or more of the specified parts could not be found."],
  InvalidPartOrder: [400, "The list of parts was not in ascending order."],
  InvalidRange: [416, "The requested range is not satisfiable"],
  MalformedXML: [400, "The XML you provided was not well-formed or did not validate."],
  MethodNotAllowed: [405, "The specified method is not allowed against this resource."],
  NoSuchBucket: [404, "The specified bucket does not exist"],
  NoSuchKey: [404, "The specified key does not exist."],
  NoSuchUpload: [404, "The specified multipart upload does not exist."],
  NotImplemented: [501, "A header or query you provided implies functionality not implemented."],
  PreconditionFailed: [412, "At least one of the pre-conditions you specified did not hold"],
  RequestTimeout: [400, "Your socket connection to the server was not read from in time."],
  ServiceUnavailable: [503, "Service is unable to handle request."],
  SlowDown: [503, "Please reduce your request rate."],
} as const satisfies Record<string, readonly [number, string]>;

/** Error codes of S3 that the server knows. */
export type S3ErrorCode = keyof typeof CODES;

/** An error that is answered to the client as S3's XML. */
export class S3Error extends Error {
  readonly status: number;

  constructor(
    readonly code: S3ErrorCode,
    readonly resource: string,
    detail?: string,
  ) {
    super(detail ?? CODES[code][1]);
    this.name = "S3Error";
    this.status = CODES[code][0];
  }

  /** The body S3 would send. */
  toXml(requestId: string): string {
    return toXml("Error", {
      Code: this.code,
      Message: this.message,
      Resource: this.resource,
      RequestId: requestId,
    });
  }
}
