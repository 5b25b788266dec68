package dev.plinth.s3compat.internal;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.transfer.s3.S3TransferManager;

/** Makes transfer managers: apart from the rest, for their artifact need not be there. */
public final class Transfers {

    private Transfers() {}

    /** Makes a transfer manager that closes its client too, which AWS's own does not do with a client it is given. */
    public static S3TransferManager owning(S3AsyncClient client, Consumer<? super S3TransferManager.Builder> change) {
        S3TransferManager.Builder builder = S3TransferManager.builder().s3Client(client);
        change.accept(builder);
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
