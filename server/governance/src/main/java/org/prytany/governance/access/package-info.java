/** Single-use values that prove a sign-in is fresh. */
@NullMarked
package org.prytany.governance.access;

import org.jspecify.annotations.NullMarked;
