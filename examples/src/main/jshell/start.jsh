import dev.plinth.*
import dev.plinth.auth.*
import dev.plinth.core.*
import dev.plinth.core.http.*
import dev.plinth.storage.*
import java.nio.file.*
import java.time.*
dev.plinth.examples.shell.Shell shell = dev.plinth.examples.shell.Shell.start()
Platform platform = shell.platform()
Project project = shell.project()
void curl() { System.out.println(shell.curl()); }
System.out.println(shell)
