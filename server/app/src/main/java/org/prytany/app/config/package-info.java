/** What the operator configured: one file, one table of keys, one typed result. */
@NullMarked
package org.prytany.app.config;

import org.jspecify.annotations.NullMarked;
