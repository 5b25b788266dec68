package dev.plinth.testkit.iceberg.internal;

import java.util.List;
import java.util.regex.Pattern;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;

/** What the Storage server demands beyond Iceberg's protocol. */
final class CatalogRules {

    private static final Pattern NAME = Pattern.compile("[a-z0-9]([a-z0-9_]*[a-z0-9])?");
    private static final int LONGEST_NAME = 255;

    private CatalogRules() {}

    /** Refuses what no namespace and no table can be called. */
    static void checkName(String name) {
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw invalid("Resource name must be between 1 and 255 characters long");
        }
        if (!NAME.matcher(name).matches()) {
            throw invalid("Resource name must contain only lowercase letters, numbers, and underscores, and must begin"
                    + " and end with a letter or number");
        }
        if (name.startsWith("aws")) {
            throw invalid("Resource name must not start with the reserved prefix \"aws\"");
        }
    }

    /** Refuses one more than there may be. */
    static void checkCount(String kind, int count, int most) {
        if (count >= most) {
            throw new CatalogException(
                    409,
                    "IcebergMaximumResourceLimit",
                    "The maximum number of this resource (" + kind + ") " + most + " is reached");
        }
    }

    /** Refuses to drop a namespace with tables. */
    static void checkEmpty(Namespace namespace, List<TableIdentifier> tables) {
        if (!tables.isEmpty()) {
            throw new CatalogException(
                    400, "IcebergResourceNotEmpty", "The resource namespace: " + namespace + " is not empty");
        }
    }

    private static CatalogException invalid(String message) {
        return new CatalogException(400, "InvalidParameter", message);
    }
}
