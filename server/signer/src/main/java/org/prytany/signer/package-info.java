/** The only key-holder: signs what a recorded decision and people's signatures allow, once. */
@NullMarked
package org.prytany.signer;

import org.jspecify.annotations.NullMarked;
