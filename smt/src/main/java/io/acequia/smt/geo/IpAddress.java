package io.acequia.smt.geo;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import org.jspecify.annotations.Nullable;

/** IP addresses from text, without ever asking a name server. */
final class IpAddress {

  private static final int LONGEST = 45;

  private IpAddress() {}

  /** The address that the text is, or null if it is none. */
  static @Nullable InetAddress parse(String text) {
    try {
      if (text.indexOf(':') >= 0) {
        // With a colon Java takes it as an address or refuses it; a zone (%eth0) names an
        // interface.
        return text.length() > LONGEST || text.indexOf('%') >= 0
            ? null
            : InetAddress.getByName(text);
      }
      byte[] address = v4(text);
      return address == null ? null : InetAddress.getByAddress(address);
    } catch (UnknownHostException e) {
      return null;
    }
  }

  /** Four numbers with dots between them: Java would also take three, or look up a name. */
  private static byte @Nullable [] v4(String text) {
    byte[] address = new byte[4];
    int part = 0;
    int value = 0;
    int digits = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9' && digits < 3) {
        value = 10 * value + c - '0';
        digits++;
      } else if (c == '.' && digits > 0 && value < 256 && part < 3) {
        address[part++] = (byte) value;
        value = 0;
        digits = 0;
      } else {
        return null;
      }
    }
    if (part < 3 || digits == 0 || value > 255) {
      return null;
    }
    address[3] = (byte) value;
    return address;
  }

  /** Whether no database can know it: private, loopback, link-local, multicast or unspecified. */
  static boolean isNobodysPlace(InetAddress address) {
    return address.isSiteLocalAddress()
        || address.isLoopbackAddress()
        || address.isLinkLocalAddress()
        || address.isMulticastAddress()
        || address.isAnyLocalAddress()
        // RFC 4193: fc00::/7.
        || (address instanceof Inet6Address && (address.getAddress()[0] & 0xFE) == 0xFC);
  }
}
