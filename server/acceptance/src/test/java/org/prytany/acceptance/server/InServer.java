package org.prytany.acceptance.server;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.jboss.arquillian.container.test.api.RunAsClient;
import org.jboss.arquillian.junit5.ArquillianExtension;
import org.junit.jupiter.api.extension.ExtendWith;

/** A test against the server that liberty-config assembled, started and ended by Arquillian. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@RunAsClient
@ExtendWith({PreparedServer.class, ArquillianExtension.class})
public @interface InServer {}
