package dev.plinth.spring.boot.test;

import dev.plinth.testkit.LocalPlatform;
import org.springframework.test.context.TestContext;
import org.springframework.test.context.TestContextAnnotationUtils;
import org.springframework.test.context.support.AbstractTestExecutionListener;

/** Resets the platform before each test. */
final class ResetListener extends AbstractTestExecutionListener {

    /** Before the listeners of Spring that fill databases or start transactions. */
    @Override
    public int getOrder() {
        return 2_500;
    }

    @Override
    public void beforeTestMethod(TestContext context) {
        LocalPlatformTest test =
                TestContextAnnotationUtils.findMergedAnnotation(context.getTestClass(), LocalPlatformTest.class);
        if (test != null && test.resetBeforeEach()) {
            context.getApplicationContext().getBeanProvider(LocalPlatform.class).ifAvailable(LocalPlatform::reset);
        }
    }
}
