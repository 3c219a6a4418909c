/** What the operator's file says, as a source of MicroProfile's configuration. */
@NullMarked
package org.prytany.app.config;

import org.jspecify.annotations.NullMarked;
