package dev.plinth.s3compat.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** Creates transfer managers. Separate from the other code, because their artifact is optional. */
public final class Transfers {

    private Transfers() {}

    /** Creates a transfer manager that also closes its client; AWS's own does not close a client that was passed to it. */
    public static S3TransferManager create(
            S3AsyncClient client, Consumer<? super S3TransferManager.Builder> customizer) {
        S3TransferManager.Builder builder = S3TransferManager.builder().s3Client(client);
        customizer.accept(builder);
        S3TransferManager manager = builder.build();
        return (S3TransferManager) Proxy.newProxyInstance(
                S3TransferManager.class.getClassLoader(),
                new Class<?>[] {S3TransferManager.class},
                (proxy, method, arguments) -> {
                    try {
                        return method.invoke(manager, arguments);
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    } finally {
                        if (method.getName().equals("close")) {
                            client.close();
                        }
                    }
                });
    }
}
