package dev.plinth.storage.internal.api;

import dev.plinth.core.internal.error.ErrorTable;
import java.util.Map;
import java.util.Optional;

/** Every code that the Storage server has. The status is the one that the server means: it sends 400 for most. */
public final class StorageErrors {

    // code | status | does a retry help | what happened | what to do
    public static final ErrorTable TABLE = ErrorTable.of("""
            NoSuchBucket | 404 | no | there is no such bucket, or this credential may not see it | create the bucket, or look whether this credential may see it
            NoSuchKey | 404 | no | there is no such object, or this credential may not see it | look at the key's spelling, and at the policies on storage.objects
            NoSuchUpload | 404 | no | the upload in parts is unknown: finished, given up or never begun | begin the upload anew
            InvalidJWT | 400 | no | the token of a signed URL is broken, expired, or was signed with another secret | sign a new URL
            InvalidRequest | 400 | no | the request is not what the route takes | the message names the field
            MalformedXML | 400 | no | the body is not the XML that S3 has for this | look at what signs or changes the request on its way
            TenantNotFound | 400 | no | the server knows no such project | look at the project's URL
            EntityTooLarge | 413 | no | the object is larger than the bucket's or the project's limit | look at the bucket's and the project's size limit
            InternalError | 500 | later | the server failed, or its store did | try again later; a part of a key longer than 255 bytes ends so too
            ResourceAlreadyExists | 409 | no | what is to be made, or moved to, is there already | delete what is there, or choose another name: a move never replaces
            ResourceNotEmpty | 409 | no | the bucket still has objects | empty the bucket first
            InvalidBucketName | 400 | no | the bucket's name is not one that the server takes | 1 to 100 characters of A-Z a-z 0-9 and _!.*'() &$@=;:+,?-
            InvalidKey | 400 | no | the object's key has a character that the server does not take | use bucket.keys(KeyCodec.escaping()) for names in any script
            InvalidRange | 416 | no | the object has no such part | ask for a part within the object's size
            InvalidMimeType | 415 | no | the bucket does not take this media type, or it is none | look at the bucket's allowed types; a type with a charset matches a pattern, not the bare type
            InvalidUploadId | 400 | no | the name of the upload in parts is none | begin the upload anew
            KeyAlreadyExists | 409 | no | there is such an object | use upsert(true) to replace it; if that was said, a proxy dropped it: go straight to the project
            BucketAlreadyExists | 409 | no | there is a bucket of this id or name | choose another id
            DatabaseTimeout | 544 | later | the server's database did not answer in time | try again later
            DatabaseReadOnly | 503 | later | the server's database takes no writes for now | try again later
            DatabaseTransactionAborted | 500 | later | the database gave the transaction up | try again
            DatabaseInvalidObjectDefinition | 503 | no | the server's database is not as the server expects it | its operator must mend that
            DatabaseSchemaMismatch | 503 | no | the server's database lacks a column or table | its operator must run the migrations
            InvalidSignature | 400 | no | the signed URL is for another object, or for the other direction | use the URL as it was given, for what it was signed for
            ExpiredToken | 400 | no | the signed URL or session has expired | sign a new one
            SignatureDoesNotMatch | 403 | no | the S3 signature is not the one the server computes | look at secret, region, and what changes headers or path on the way
            AccessDenied | 403 | no | this credential may not do that | look at the policies on storage.objects, or act with another credential
            ResourceLocked | 423 | later | another request works on the object | try again
            ResourceReferenced | 409 | no | an unfinished upload in parts refers to the bucket | abort or finish the upload first
            DatabaseError | 500 | no | the server's database refused | a role in the token that the database does not know ends so
            TransactionError | 409 | later | the transaction failed | try again
            MissingContentLength | 400 | no | the request must say how long its body is | send content of known length
            MissingParameter | 400 | no | a parameter or a setting of the server is missing | the message names it
            InvalidParameter | 400 | no | a parameter is not one that the server takes | the message names it
            InvalidUploadSignature | 400 | no | the upload's own signature is not the server's | begin the upload anew
            LockTimeout | 503 | later | another request on the same upload did not end in time | try again
            S3Error | 500 | later | the store behind the server failed; the code and status are the store's | its operator must look at the store
            InvalidAccessKeyId | 403 | no | there is no such S3 access key | make one in the platform's dashboard
            MaximumCredentialsLimit | 400 | no | the project has as many S3 keys as it may have | delete one
            InvalidChecksum | 400 | no | a part is not what its checksum says | send the part again
            MissingPart | 400 | no | a part of the upload never came | send the part, or begin anew
            SlowDown | 429 | later | too many requests, or no database connection is left | send fewer at a time
            TusError | 500 | no | the resumable upload failed; the message says how | resume the upload
            Aborted | 500 | later | the request was given up | try again
            AbortedTerminate | 500 | later | the server is shutting down | try again
            FeatureNotEnabled | 409 | no | the project does not have this feature switched on | switch it on in the project's settings
            NotSupported | 409 | no | the server does not do that | there is no way around it
            IcebergMaximumResourceLimit | 409 | no | the project has as many of these as it may have | delete one
            IcebergResourceNotEmpty | 400 | no | what is to be deleted still holds something | empty it first
            NoSuchCatalog | 404 | no | there is no such analytics bucket | look at its name
            UnknownError | 500 | later | the server failed, and does not know why | try again later
            ConflictException | 409 | no | there is a vector bucket or index of that name | choose another name
            NotFoundException | 404 | no | there is no such vector bucket or index | look at its name
            VectorBucketNotEmpty | 400 | no | the vector bucket still has indexes | delete them first
            S3VectorMaxBucketsExceeded | 400 | no | the project has as many vector buckets as it may have | delete one
            S3VectorMaxIndexesExceeded | 400 | no | the vector bucket has as many indexes as it may have | delete one
            NoAvailableShard | 500 | no | no store has room for it | its operator must add one
            ShardNotFound | 404 | no | the store that holds it is gone | its operator must look at the stores
            """);

    /** What servers that send no code write into {@code error}. */
    private static final Map<String, String> OLD_NAMES =
            Map.of("Duplicate", "KeyAlreadyExists", "invalid_mime_type", "InvalidMimeType");

    private StorageErrors() {}

    /** Returns what is known of a code. */
    static Optional<ErrorTable.Entry> of(String code) {
        return TABLE.find(OLD_NAMES.getOrDefault(code, code));
    }
}
