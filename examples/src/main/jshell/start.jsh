import dev.plinth.*
import dev.plinth.auth.*
import dev.plinth.core.*
import dev.plinth.core.http.*
import dev.plinth.s3compat.*
import dev.plinth.storage.*
import dev.plinth.testkit.*
import dev.plinth.testkit.junit.*
import java.net.URI
import java.nio.file.*
import java.time.*
import org.junit.jupiter.api.*
import org.junit.jupiter.api.extension.*
import software.amazon.awssdk.core.sync.*
import software.amazon.awssdk.services.s3.*
dev.plinth.examples.shell.Shell shell = dev.plinth.examples.shell.Shell.start()
Platform platform = shell.platform()
Project project = shell.project()
Project viaPlatform = shell.viaPlatform()
void curl() { System.out.println(shell.curl()); }
void table(Iterable<?> values) { System.out.println(shell.table(values)); }
void last() { dev.plinth.examples.shell.OneLineErrors.last(); }
System.out.println(shell)
