/** Errors as application/problem+json (RFC 9457), without traces or class names. */
@NullMarked
package org.prytany.app.problem;

import org.jspecify.annotations.NullMarked;
