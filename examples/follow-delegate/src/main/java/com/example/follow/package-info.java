/** A strategy that votes as a delegate did. */
package com.example.follow;
