package dev.plinth.testkit.spi;

/** The namespaces and tables of one analytics bucket, by Iceberg's REST protocol. Implementations are thread-safe. */
public interface IcebergCatalog extends AutoCloseable {

    /**
     * Responds to a request. The platform has verified the caller.
     *
     * @param request the request
     * @return the response; also for errors, which have the protocol's form
     */
    IcebergResponse handle(IcebergRequest request);

    @Override
    void close();
}
