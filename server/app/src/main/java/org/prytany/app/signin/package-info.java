/** Sign-In with Ethereum (EIP-4361), the short-lived token that follows, and roles. */
@NullMarked
package org.prytany.app.signin;

import org.jspecify.annotations.NullMarked;
