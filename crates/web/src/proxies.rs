//! Who asks, where a proxy stands before the service: the nearest address that is not a proxy's own.
//!
//! Only what a proxy says that was named as trusted is believed, and of what it says only the end of the list: whatever
//! stands before that can come from who asks. **Not here.** What the address is used for, which is limits alone.

use axum::http::HeaderMap;
use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};
use std::str::FromStr;

/// Addresses that begin alike: `10.0.0.0/8`, or one alone.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ProxyNetwork {
    address: IpAddr,
    /// So many bits of it count.
    length: u32,
}

impl FromStr for ProxyNetwork {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        let refused =
            || format!("\"{text}\" is no address. Enter one such as 10.0.0.7, or a network such as 10.0.0.0/8");
        let (address, length) = text.trim().split_once('/').map_or((text.trim(), None), |(a, b)| (a, Some(b)));
        let address = address.parse::<IpAddr>().map_err(|_| refused())?;
        if address != address.to_canonical() {
            return Err(format!("Write {} in place of \"{text}\"", address.to_canonical()));
        }
        let length = match length {
            Some(length) => length.parse::<u32>().map_err(|_| refused())?,
            None => width(address),
        };
        if length > width(address) {
            return Err(format!(
                "\"{text}\" has more bits than an address. At most {} can follow the /",
                width(address)
            ));
        }
        Ok(Self { address, length })
    }
}

impl ProxyNetwork {
    /// Whether an address is in it.
    #[must_use]
    pub fn contains(&self, address: IpAddr) -> bool {
        let is_alike = self.address.is_ipv4() == address.is_ipv4();
        let rest = width(self.address) - self.length;
        is_alike && (bits(self.address) ^ bits(address)).checked_shr(rest).unwrap_or(0) == 0
    }
}

/// How many bits an address of this kind has.
const fn width(address: IpAddr) -> u32 {
    if address.is_ipv4() { 32 } else { 128 }
}

fn bits(address: IpAddr) -> u128 {
    match address {
        IpAddr::V4(address) => u128::from(u32::from(address)),
        IpAddr::V6(address) => u128::from(address),
    }
}

/// Who asks. Where the headers say nothing that can be understood, or two different things, it is whoever is connected.
pub(crate) fn client(trusted: &[ProxyNetwork], peer: IpAddr, headers: &HeaderMap) -> IpAddr {
    let peer = peer.to_canonical();
    let is_proxy = |address: IpAddr| trusted.iter().any(|network| network.contains(address));
    if !is_proxy(peer) {
        return peer;
    }
    let nearest = |name: &str, read: fn(&str) -> Option<IpAddr>| {
        let mut found = None;
        for list in headers.get_all(name).iter().rev() {
            for element in list.to_str().ok()?.rsplit(',') {
                let address = read(element)?;
                found = Some(address);
                if !is_proxy(address) {
                    return found;
                }
            }
        }
        found
    };
    let said = (nearest("forwarded", of_forwarded), nearest("x-forwarded-for", node));
    let is_there = (headers.contains_key("forwarded"), headers.contains_key("x-forwarded-for"));
    match (is_there, said) {
        // A proxy that writes the one lets the other through as who asks wrote it.
        ((true, true), (Some(one), Some(other))) if one == other => one,
        ((true, false), (Some(one), _)) | ((false, true), (_, Some(one))) => one,
        _ => peer,
    }
}

/// The address of an element of `Forwarded` (RFC 7239): `for="[2001:db8::1]:4711";proto=https`.
fn of_forwarded(element: &str) -> Option<IpAddr> {
    let pairs = element.split(';').filter_map(|pair| pair.split_once('='));
    let mut of = pairs.filter(|(name, _)| name.trim().eq_ignore_ascii_case("for"));
    let (_, value) = of.next().filter(|_| of.next().is_none())?;
    let value = value.trim();
    node(value.strip_prefix('"').map_or(Some(value), |rest| rest.strip_suffix('"'))?)
}

/// An address, with a port or without.
fn node(text: &str) -> Option<IpAddr> {
    let text = text.trim();
    let is_port = |port: &str| !port.is_empty() && port.chars().all(|c| c.is_ascii_alphanumeric() || "._-".contains(c));
    let address = if let Some(rest) = text.strip_prefix('[') {
        let (address, port) = rest.split_once(']')?;
        let is_whole = port.is_empty() || port.strip_prefix(':').is_some_and(is_port);
        IpAddr::V6(address.parse::<Ipv6Addr>().ok().filter(|_| is_whole)?)
    } else if let Ok(address) = text.parse::<IpAddr>() {
        address
    } else {
        let (address, port) = text.split_once(':')?;
        IpAddr::V4(address.parse::<Ipv4Addr>().ok().filter(|_| is_port(port))?)
    };
    Some(address.to_canonical())
}

/// What counts as one place: an address, of IPv6 the network that one subscriber is given.
pub(crate) fn place(address: IpAddr) -> String {
    match address {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => Ipv6Addr::from((u128::from(address) >> 64) << 64).to_string(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn asks(trusted: &[&str], peer: &str, said: &[(&'static str, &str)]) -> String {
        let trusted: Vec<ProxyNetwork> = trusted.iter().map(|text| text.parse().unwrap()).collect();
        let mut headers = HeaderMap::new();
        for (name, value) in said {
            headers.append(*name, value.parse().unwrap());
        }
        client(&trusted, peer.parse().unwrap(), &headers).to_string()
    }

    #[test]
    fn a_network_is_read_or_refused_with_what_is_right() {
        for (text, within, outside) in [
            ("10.0.0.0/8", "10.255.0.1", "11.0.0.1"),
            ("10.1.2.3/8", "10.255.0.1", "11.0.0.1"),
            ("192.0.2.7", "192.0.2.7", "192.0.2.8"),
            ("192.0.2.6/31", "192.0.2.7", "192.0.2.8"),
            ("2001:db8::/32", "2001:db8:1::1", "2001:db9::1"),
            ("::1", "::1", "::2"),
            ("0.0.0.0/0", "203.0.113.9", "::1"),
            ("::/0", "2001:db8::1", "10.0.0.1"),
        ] {
            let network: ProxyNetwork = text.parse().unwrap();
            assert!(network.contains(within.parse().unwrap()), "{text} {within}");
            assert!(!network.contains(outside.parse().unwrap()), "{text} {outside}");
        }
        for text in ["", "proxy", "10.0.0.0/33", "::/129", "10.0.0/8", "10.0.0.0/-1", "10.0.0.0/x", "::ffff:10.0.0.1"] {
            assert!(text.parse::<ProxyNetwork>().is_err(), "{text}");
        }
    }

    #[test]
    fn without_a_trusted_proxy_it_is_whoever_is_connected() {
        let said = [("x-forwarded-for", "203.0.113.9"), ("forwarded", "for=203.0.113.9")];
        assert_eq!(asks(&[], "127.0.0.1", &said), "127.0.0.1");
        assert_eq!(asks(&["10.0.0.0/8"], "198.51.100.1", &said), "198.51.100.1");
        assert_eq!(asks(&["10.0.0.0/8"], "::ffff:198.51.100.1", &said), "198.51.100.1");
    }

    #[test]
    fn behind_one_it_is_the_last_that_is_no_proxy() {
        for (header, value, asker) in [
            ("x-forwarded-for", "203.0.113.9", "203.0.113.9"),
            ("x-forwarded-for", "1.1.1.1, 203.0.113.9", "203.0.113.9"),
            ("x-forwarded-for", "1.1.1.1,203.0.113.9 , 10.0.0.2,10.0.0.3", "203.0.113.9"),
            ("x-forwarded-for", "garbage, 203.0.113.9", "203.0.113.9"),
            ("x-forwarded-for", "203.0.113.9:51234", "203.0.113.9"),
            ("x-forwarded-for", "2001:db8::7", "2001:db8::7"),
            ("x-forwarded-for", "[2001:db8::7]:443", "2001:db8::7"),
            ("x-forwarded-for", "::ffff:203.0.113.9", "203.0.113.9"),
            ("x-forwarded-for", "10.0.0.8, 10.0.0.9", "10.0.0.8"),
            ("forwarded", "for=203.0.113.9", "203.0.113.9"),
            ("forwarded", "For=\"203.0.113.9:80\";proto=https;by=10.0.0.1", "203.0.113.9"),
            ("forwarded", "proto=https; for=\"[2001:db8::7]:_port\"", "2001:db8::7"),
            ("forwarded", "for=\", for=203.0.113.9", "203.0.113.9"),
            ("forwarded", "for=1.1.1.1, for=203.0.113.9, for=10.0.0.3", "203.0.113.9"),
        ] {
            assert_eq!(asks(&["10.0.0.0/8"], "10.0.0.1", &[(header, value)]), asker, "{header}: {value}");
        }
        let lines = [("x-forwarded-for", "1.1.1.1"), ("x-forwarded-for", "203.0.113.9")];
        assert_eq!(asks(&["10.0.0.0/8"], "10.0.0.1", &lines), "203.0.113.9", "lines are one list");
    }

    #[test]
    fn what_cannot_be_understood_or_contradicts_itself_is_not_believed() {
        for said in [
            &[][..],
            &[("x-forwarded-for", "")],
            &[("x-forwarded-for", "203.0.113.9, unknown")],
            &[("x-forwarded-for", "203.0.113.9, 10.0.0.2, ")],
            &[("x-forwarded-for", "[2001:db8::7")],
            &[("x-forwarded-for", "[2001:db8::7]x")],
            &[("x-forwarded-for", "203.0.113.9:")],
            &[("x-forwarded-for", "203.0.113.999")],
            &[("forwarded", "for=unknown")],
            &[("forwarded", "for=_hidden")],
            &[("forwarded", "proto=https")],
            &[("forwarded", "for=1.1.1.1;for=203.0.113.9")],
            &[("forwarded", "for=\"203.0.113.9")],
            &[("forwarded", "for=203.0.113.9"), ("x-forwarded-for", "203.0.113.8")],
            &[("forwarded", "for=unknown"), ("x-forwarded-for", "203.0.113.8")],
        ] {
            assert_eq!(asks(&["10.0.0.0/8"], "10.0.0.1", said), "10.0.0.1", "{said:?}");
        }
    }

    #[test]
    fn a_place_is_what_one_subscriber_has() {
        for (address, of) in [("203.0.113.9", "203.0.113.9"), ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::")] {
            assert_eq!(place(address.parse().unwrap()), of);
        }
    }
}
