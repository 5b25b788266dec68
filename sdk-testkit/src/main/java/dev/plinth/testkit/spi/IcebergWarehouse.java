package dev.plinth.testkit.spi;

/**
 * Where the files of a catalog's tables are stored.
 *
 * @param name the analytics bucket's name
 * @param location the URI under which tables are created, such as {@code s3://sales--table-s3}
 * @param s3Endpoint the URL of the project's S3 endpoint, for path-style requests
 * @param s3Region the region that S3 signatures must contain
 * @param s3AccessKeyId the id of the project's S3 access key
 * @param s3SecretAccessKey the secret of this access key
 */
public record IcebergWarehouse(
        String name,
        String location,
        String s3Endpoint,
        String s3Region,
        String s3AccessKeyId,
        String s3SecretAccessKey) {

    /** {@return the name and the location, without the access key} */
    @Override
    public String toString() {
        return "IcebergWarehouse[" + name + ", " + location + "]";
    }
}
