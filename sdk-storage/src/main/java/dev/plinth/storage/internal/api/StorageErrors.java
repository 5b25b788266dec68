package dev.plinth.storage.internal.api;

import dev.plinth.core.internal.error.ErrorTable;
import java.util.Map;
import java.util.Optional;

/** The error codes of the Storage server. The status is the intended one; most errors are sent with HTTP status 400. */
public final class StorageErrors {

    // code | status | does a retry help | what happened | what to do
    public static final ErrorTable TABLE = ErrorTable.of("""
            NoSuchBucket | 404 | no | the bucket does not exist, or this credential may not see it | create the bucket, or check whether this credential may see it
            NoSuchKey | 404 | no | the object does not exist, or this credential may not see it | check the key's spelling, and the policies on storage.objects
            NoSuchUpload | 404 | no | the multipart upload is unknown: it was completed, was aborted, or never existed | start a new upload
            InvalidJWT | 400 | no | the token of a signed URL is malformed, expired, or signed with another secret | create a new signed URL
            InvalidRequest | 400 | no | the request does not have the format that the route requires | the message names the field
            MalformedXML | 400 | no | the body is not the XML that this S3 operation requires | check whether a proxy changes the request
            TenantNotFound | 400 | no | the server knows no such project | check the project's URL
            EntityTooLarge | 413 | no | the object exceeds the size limit of the bucket or the project | check the size limits of the bucket and the project
            InternalError | 500 | later | the server or its object store failed | retry later; a key with a segment longer than 255 bytes also causes this error
            ResourceAlreadyExists | 409 | no | the resource to create, or the target of the move, already exists | delete the existing one or choose another name: a move never replaces
            ResourceNotEmpty | 409 | no | the bucket still contains objects | empty the bucket first
            InvalidBucketName | 400 | no | the bucket's name is not valid | use 1 to 100 characters of A-Z a-z 0-9 and _!.*'() &$@=;:+,?-
            InvalidKey | 400 | no | the object's key contains a character that the server does not accept | use bucket.withKeyCodec(KeyCodec.escaping()) for names in any script
            InvalidRange | 416 | no | the requested range is outside the object | request a range within the object's size
            InvalidMimeType | 415 | no | the bucket does not accept this media type, or the media type is malformed | check the bucket's allowed types; a type with a charset matches a pattern, but not the type without the charset
            InvalidUploadId | 400 | no | the id of the multipart upload is malformed | start a new upload
            KeyAlreadyExists | 409 | no | an object with this key already exists | use upsert(true) to replace it; if it was set, a proxy dropped the header: connect directly to the project
            BucketAlreadyExists | 409 | no | a bucket with this id or name already exists | choose another id
            DatabaseTimeout | 544 | later | the server's database did not respond in time | retry later
            DatabaseReadOnly | 503 | later | the server's database is read-only at the moment | retry later
            DatabaseTransactionAborted | 500 | later | the database aborted the transaction | retry
            DatabaseInvalidObjectDefinition | 503 | no | an object in the server's database does not have the definition that the server expects | the operator must repair the database
            DatabaseSchemaMismatch | 503 | no | the server's database lacks a column or table | the operator must run the migrations
            InvalidSignature | 400 | no | the signed URL was created for another object, or for the other operation (download or upload) | use the signed URL unchanged, for the purpose it was created for
            ExpiredToken | 400 | no | the signed URL or the session has expired | create a new signed URL, or sign in again
            SignatureDoesNotMatch | 403 | no | the S3 signature differs from the one that the server computes | check the secret key and the region, and whether a proxy changes headers or the path
            AccessDenied | 403 | no | this credential does not have permission for the operation | check the policies on storage.objects, or use another credential
            ResourceLocked | 423 | later | another request is changing the object | retry
            ResourceReferenced | 409 | no | an unfinished multipart upload refers to the bucket | abort or complete the upload first
            DatabaseError | 500 | no | the server's database refused the request | check the role in the token: a role that the database does not know causes this error
            TransactionError | 409 | later | the database transaction failed | retry
            MissingContentLength | 400 | no | the request must declare the length of its body | send content of known length
            MissingParameter | 400 | no | a parameter of the request or a setting of the server is missing | the message names it
            InvalidParameter | 400 | no | a parameter is not valid | the message names it
            InvalidUploadSignature | 400 | no | the signature of the upload is not the one that the server created | start a new upload
            LockTimeout | 503 | later | another request for the same upload did not finish in time | retry
            S3Error | 500 | later | the object store behind the server failed; code and status are the store's | the operator must check the object store
            InvalidAccessKeyId | 403 | no | the S3 access key does not exist | create an access key in the platform's dashboard
            MaximumCredentialsLimit | 400 | no | the project has reached its maximum number of S3 access keys | delete an access key
            InvalidChecksum | 400 | no | the content of a part does not match its checksum | send the part again
            MissingPart | 400 | no | a part of the multipart upload is missing | send the part, or start a new upload
            SlowDown | 429 | later | too many requests were sent, or the server has no free database connection | send fewer requests at a time
            TusError | 500 | no | the resumable upload failed; the message gives the reason | resume the upload
            Aborted | 500 | later | the request was aborted | retry
            AbortedTerminate | 500 | later | the server is shutting down | retry
            FeatureNotEnabled | 409 | no | the feature is not enabled in this project | enable it in the project's settings
            NotSupported | 409 | no | the server does not support the operation | there is no workaround
            IcebergMaximumResourceLimit | 409 | no | the project has reached its maximum number of these resources | delete one of them
            IcebergResourceNotEmpty | 400 | no | the resource to delete is not empty | empty it first
            NoSuchCatalog | 404 | no | the analytics bucket does not exist | check its name
            UnknownError | 500 | later | the server failed for an unknown reason | retry later
            ConflictException | 409 | no | a vector bucket or index with this name already exists | choose another name
            NotFoundException | 404 | no | the vector bucket or index does not exist | check its name
            VectorBucketNotEmpty | 400 | no | the vector bucket still contains indexes | delete its indexes first
            S3VectorMaxBucketsExceeded | 400 | no | the project has reached its maximum number of vector buckets | delete a vector bucket
            S3VectorMaxIndexesExceeded | 400 | no | the vector bucket has reached its maximum number of indexes | delete an index
            NoAvailableShard | 500 | no | no object store has room | the operator must add an object store
            ShardNotFound | 404 | no | the object store that contains the resource does not exist any more | the operator must check the object stores
            """);

    /** The values of {@code error} that servers without codes send, and the code of each. */
    private static final Map<String, String> OLD_NAMES =
            Map.of("Duplicate", "KeyAlreadyExists", "invalid_mime_type", "InvalidMimeType");

    private StorageErrors() {}

    /** Returns the entry of a code, if it is known. */
    static Optional<ErrorTable.Entry> of(String code) {
        return TABLE.find(OLD_NAMES.getOrDefault(code, code));
    }
}
