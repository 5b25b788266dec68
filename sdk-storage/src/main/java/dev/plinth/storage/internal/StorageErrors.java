package dev.plinth.storage.internal;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Every code that the Storage server has: what it means, what to do, and whether sending again may help. */
public final class StorageErrors {

    /**
     * One code.
     *
     * @param code the server's code
     * @param status the status that the server means by it
     * @param meaning what happened
     * @param hint what to do about it
     * @param passes whether the same request may go well later
     */
    public record Entry(String code, int status, String meaning, String hint, boolean passes) {}

    /** All codes, in the server's order. */
    public static final List<Entry> ALL = List.of(
            lasting(
                    "NoSuchBucket",
                    404,
                    "There is no such bucket, or this credential may not see it.",
                    "create the bucket, or look whether this credential may see it"),
            lasting(
                    "NoSuchKey",
                    404,
                    "There is no such object, or this credential may not see it.",
                    "look at the key's spelling, and at the policies on storage.objects"),
            lasting(
                    "NoSuchUpload",
                    404,
                    "The upload in parts is unknown: finished, given up or never begun.",
                    "begin the upload anew"),
            lasting(
                    "InvalidJWT",
                    400,
                    "The token of a signed URL is broken, expired, or was signed with another secret.",
                    "sign a new URL"),
            lasting("InvalidRequest", 400, "The request is not what the route takes.", "the message names the field"),
            lasting(
                    "MalformedXML",
                    400,
                    "The body is not the XML that S3 has for this.",
                    "look at what signs or changes the request on its way"),
            lasting("TenantNotFound", 400, "The server knows no such project.", "look at the project's URL"),
            lasting(
                    "EntityTooLarge",
                    413,
                    "The object is larger than the bucket's or the project's limit.",
                    "look at the bucket's and the project's size limit"),
            passing(
                    "InternalError",
                    500,
                    "The server failed, or its store did.",
                    "try again later; a part of a key longer than 255 bytes ends so too"),
            lasting(
                    "ResourceAlreadyExists",
                    409,
                    "What is to be made, or moved to, is there already.",
                    "delete what is there, or choose another name: a move never replaces"),
            lasting("ResourceNotEmpty", 409, "The bucket still has objects.", "empty the bucket first"),
            lasting(
                    "InvalidBucketName",
                    400,
                    "The bucket's name is not one that the server takes.",
                    "1 to 100 characters of A-Z a-z 0-9 and _!.*'() &$@=;:+,?-"),
            lasting(
                    "InvalidKey",
                    400,
                    "The object's key has a character that the server does not take.",
                    "use bucket.keys(KeyCodec.escaping()) for names in any script"),
            lasting("InvalidRange", 416, "The object has no such part.", "ask for a part within the object's size"),
            lasting(
                    "InvalidMimeType",
                    415,
                    "The bucket does not take this media type, or it is none.",
                    "look at the bucket's allowed types; a type with a charset matches a pattern, not the bare type"),
            lasting("InvalidUploadId", 400, "The name of the upload in parts is none.", "begin the upload anew"),
            lasting("KeyAlreadyExists", 409, "There is such an object.", "use upsert(true) to replace it"),
            lasting("BucketAlreadyExists", 409, "There is a bucket of this id or name.", "choose another id"),
            passing("DatabaseTimeout", 544, "The server's database did not answer in time.", "try again later"),
            passing("DatabaseReadOnly", 503, "The server's database takes no writes for now.", "try again later"),
            passing("DatabaseTransactionAborted", 500, "The database gave the transaction up.", "try again"),
            lasting(
                    "DatabaseInvalidObjectDefinition",
                    503,
                    "The server's database is not as the server expects it.",
                    "its operator must mend that"),
            lasting(
                    "DatabaseSchemaMismatch",
                    503,
                    "The server's database lacks a column or table.",
                    "its operator must run the migrations"),
            lasting(
                    "InvalidSignature",
                    400,
                    "The signed URL is for another object, or for the other direction.",
                    "use the URL as it was given, for what it was signed for"),
            lasting("ExpiredToken", 400, "The signed URL or session has expired.", "sign a new one"),
            lasting(
                    "SignatureDoesNotMatch",
                    403,
                    "The S3 signature is not the one the server computes.",
                    "look at secret, region, and what changes headers or path on the way"),
            lasting(
                    "AccessDenied",
                    403,
                    "This credential may not do that.",
                    "look at the policies on storage.objects, or act with another credential"),
            passing("ResourceLocked", 423, "Another request works on the object.", "try again"),
            lasting(
                    "ResourceReferenced",
                    409,
                    "An unfinished upload in parts refers to the bucket.",
                    "abort or finish the upload first"),
            lasting(
                    "DatabaseError",
                    500,
                    "The server's database refused.",
                    "a role in the token that the database does not know ends so"),
            passing("TransactionError", 409, "The transaction failed.", "try again"),
            lasting(
                    "MissingContentLength",
                    400,
                    "The request must say how long its body is.",
                    "send content of known length"),
            lasting(
                    "MissingParameter",
                    400,
                    "A parameter or a setting of the server is missing.",
                    "the message names it"),
            lasting("InvalidParameter", 400, "A parameter is not one that the server takes.", "the message names it"),
            lasting(
                    "InvalidUploadSignature",
                    400,
                    "The upload's own signature is not the server's.",
                    "begin the upload anew"),
            passing("LockTimeout", 503, "Another request on the same upload did not end in time.", "try again"),
            passing(
                    "S3Error",
                    500,
                    "The store behind the server failed; the code and status are the store's.",
                    "its operator must look at the store"),
            lasting(
                    "InvalidAccessKeyId",
                    403,
                    "There is no such S3 access key.",
                    "make one in the platform's dashboard"),
            lasting("MaximumCredentialsLimit", 400, "The project has as many S3 keys as it may have.", "delete one"),
            lasting("InvalidChecksum", 400, "A part is not what its checksum says.", "send the part again"),
            lasting("MissingPart", 400, "A part of the upload never came.", "send the part, or begin anew"),
            passing("SlowDown", 429, "Too many requests, or no database connection is left.", "send fewer at a time"),
            lasting("TusError", 500, "The resumable upload failed; the message says how.", "resume the upload"),
            passing("Aborted", 500, "The request was given up.", "try again"),
            passing("AbortedTerminate", 500, "The server is shutting down.", "try again"),
            lasting(
                    "FeatureNotEnabled",
                    409,
                    "The project does not have this feature switched on.",
                    "switch it on in the project's settings"),
            lasting("NotSupported", 409, "The server does not do that.", "there is no way around it"),
            lasting(
                    "IcebergMaximumResourceLimit",
                    409,
                    "The project has as many of these as it may have.",
                    "delete one"),
            lasting("IcebergResourceNotEmpty", 400, "What is to be deleted still holds something.", "empty it first"),
            lasting("NoSuchCatalog", 404, "There is no such analytics bucket.", "look at its name"),
            passing("UnknownError", 500, "The server failed, and does not know why.", "try again later"),
            lasting("ConflictException", 409, "There is a vector bucket or index of that name.", "choose another name"),
            lasting("NotFoundException", 404, "There is no such vector bucket or index.", "look at its name"),
            lasting("VectorBucketNotEmpty", 400, "The vector bucket still has indexes.", "delete them first"),
            lasting(
                    "S3VectorMaxBucketsExceeded",
                    400,
                    "The project has as many vector buckets as it may have.",
                    "delete one"),
            lasting(
                    "S3VectorMaxIndexesExceeded",
                    400,
                    "The vector bucket has as many indexes as it may have.",
                    "delete one"),
            lasting("NoAvailableShard", 500, "No store has room for it.", "its operator must add one"),
            lasting("ShardNotFound", 404, "The store that holds it is gone.", "its operator must look at the stores"));

    private static final Map<String, Entry> BY_CODE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Entry::code, Function.identity()));

    /** What servers that send no code write into {@code error}. */
    private static final Map<String, String> OLD_NAMES =
            Map.of("Duplicate", "KeyAlreadyExists", "invalid_mime_type", "InvalidMimeType");

    private StorageErrors() {}

    /** Returns what is known of a code. */
    public static Optional<Entry> of(String code) {
        return Optional.ofNullable(BY_CODE.get(OLD_NAMES.getOrDefault(code, code)));
    }

    private static Entry passing(String code, int status, String meaning, String hint) {
        return new Entry(code, status, meaning, hint, true);
    }

    private static Entry lasting(String code, int status, String meaning, String hint) {
        return new Entry(code, status, meaning, hint, false);
    }
}
