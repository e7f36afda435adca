// SPDX-License-Identifier: Apache-2.0

//! What the SDK leaves to chance about the sockets and the threads of the RPC server.
//!
//! **Sockets.** The server writes an answer of more than some kilobytes in two pieces, and does not ask
//! for `TCP_NODELAY`. So the second piece waits for the client's word that it has the first, and clients
//! hold that back for 40 ms. On Linux an accepted socket has the option from the one that listens. That one
//! belongs to the server, which lends it to nobody; but the system tells under which number this process
//! has it, and an option can be set by the number. A descriptor of our own (`pidfd_getfd`) would be the
//! other way; but containers and services of systemd mostly forbid that.
//!
//! **Threads.** An answer may wait, and import may not. With a lower priority the server's threads get
//! what import leaves.
//!
//! Both are done after the server has started. On other systems than Linux, and where the system refuses,
//! all works as before, only slower.

/// Lets answers go out at once from the sockets that listen on one of the ports, and says on how many.
#[cfg(target_os = "linux")]
pub(crate) fn send_at_once(ports: &[u16]) -> Result<usize, String> {
	let listening: Vec<String> = ["/proc/self/net/tcp", "/proc/self/net/tcp6"]
		.into_iter()
		// A system without IPv6 has one of them only.
		.filter_map(|table| std::fs::read_to_string(table).ok())
		.flat_map(|table| listening_sockets(&table, ports))
		.collect();
	let mut refused = None;
	let mut count = 0;
	for entry in std::fs::read_dir("/proc/self/fd").map_err(|error| error.to_string())?.flatten() {
		// Such as `socket:[12345]`, with the number that the table has.
		let Ok(target) = std::fs::read_link(entry.path()) else { continue };
		if !listening.iter().any(|socket| target.as_os_str() == socket.as_str()) {
			continue;
		}
		let Some(number) = entry.file_name().to_str().and_then(|name| name.parse().ok()) else {
			continue;
		};
		match set_nodelay(number) {
			Ok(()) => count += 1,
			Err(error) => refused = Some(error.to_string()),
		}
	}
	match refused {
		Some(error) if count == 0 => Err(error),
		_ => Ok(count),
	}
}

/// The sockets that listen on one of the ports, from one of the system's tables: named as the links in
/// `/proc/self/fd` name them.
#[cfg(target_os = "linux")]
fn listening_sockets(table: &str, ports: &[u16]) -> Vec<String> {
	/// The state of a socket that listens.
	const LISTEN: &str = "0A";
	let socket = |line: &str| {
		// The second column is the address and the port in hex, the fourth the state, the tenth the inode.
		let columns: Vec<_> = line.split_whitespace().collect();
		let (_, port) = columns.get(1)?.rsplit_once(':')?;
		let is_ours = *columns.get(3)? == LISTEN
			&& u16::from_str_radix(port, 16).is_ok_and(|port| ports.contains(&port));
		is_ours.then(|| columns.get(9).map(|inode| format!("socket:[{inode}]")))?
	};
	table.lines().filter_map(socket).collect()
}

/// Sets the option of a socket by its number.
#[cfg(target_os = "linux")]
#[allow(unsafe_code)]
fn set_nodelay(number: std::os::fd::RawFd) -> std::io::Result<()> {
	// SAFETY: the number is that of a socket that listens on a port of the RPC server, which keeps it open
	// until the node stops, so it is open for as long as it is borrowed here. Were that ever wrong, the
	// number would be nobody's, and the call fail, or that of something else that was opened just now: of a
	// file the call fails too, and a socket would send at once. Nothing is read, written or closed.
	let socket = unsafe { std::os::fd::BorrowedFd::borrow_raw(number) };
	socket2::SockRef::from(&socket).set_tcp_nodelay(true)
}

/// Lets answers go out at once; on this system they go as they like.
#[cfg(not(target_os = "linux"))]
pub(crate) fn send_at_once(_: &[u16]) -> Result<usize, String> {
	Err("it can be done on Linux only".into())
}

/// Gives the threads with a name the priority of a nice level, and says how many those are. Threads that
/// they start inherit it.
#[cfg(target_os = "linux")]
pub(crate) fn set_nice_level(name: &str, level: u8) -> Result<usize, String> {
	use rustix::process::{setpriority_process, Pid};

	let mut count = 0;
	for task in std::fs::read_dir("/proc/self/task").map_err(|error| error.to_string())? {
		let Ok(task) = task else { continue };
		// A thread may be gone by now.
		let Ok(comm) = std::fs::read_to_string(task.path().join("comm")) else { continue };
		let id = task.file_name().to_str().and_then(|id| id.parse().ok()).and_then(Pid::from_raw);
		if comm.trim_end() == name && id.is_some() {
			setpriority_process(id, level.into()).map_err(|error| error.to_string())?;
			count += 1;
		}
	}
	Ok(count)
}

/// Gives threads a priority; on this system they keep theirs.
#[cfg(not(target_os = "linux"))]
pub(crate) fn set_nice_level(_: &str, _: u8) -> Result<usize, String> {
	Err("it can be done on Linux only".into())
}

/// Gives this thread the priority of a nice level, if the system can.
pub(crate) fn set_own_nice_level(level: u8) {
	#[cfg(target_os = "linux")]
	if let Err(error) = rustix::process::setpriority_process(None, level.into()) {
		log::debug!("The priority of a thread can't be set: {error}");
	}
	#[cfg(not(target_os = "linux"))]
	let _ = level;
}

#[cfg(all(test, target_os = "linux"))]
mod tests {
	use super::*;
	use std::net::{TcpListener, TcpStream};

	#[test]
	fn what_is_accepted_later_sends_at_once() {
		for any in ["127.0.0.1:0", "[::1]:0"] {
			// Some systems have no IPv6.
			let Ok(listener) = TcpListener::bind(any) else { continue };
			let other = TcpListener::bind(any).unwrap();
			let address = listener.local_addr().unwrap();
			assert_eq!(send_at_once(&[address.port()]), Ok(1));
			let accept = |listener: &TcpListener| {
				let _client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
				listener.accept().unwrap().0.nodelay().unwrap()
			};
			assert!(accept(&listener));
			assert!(!accept(&other));
		}
	}

	#[test]
	fn connections_and_other_ports_are_left_alone() {
		let listener = TcpListener::bind("127.0.0.1:0").unwrap();
		let client = TcpStream::connect(listener.local_addr().unwrap()).unwrap();
		let port = client.local_addr().unwrap().port();
		assert_eq!(send_at_once(&[port]), Ok(0));
		assert_eq!(send_at_once(&[]), Ok(0));
		assert!(!client.nodelay().unwrap());
	}

	#[test]
	fn the_table_of_sockets_is_read() {
		let table = "  sl  local_address rem_address   st tx_queue rx_queue tr tm->when retrnsmt   uid  timeout inode
   0: 0100007F:26F0 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4711 1 0 100 0 0 10 0
   1: 0100007F:26F0 0100007F:9C40 01 00000000:00000000 00:00000000 00000000  1000        0 4712 1 0 20 4 30 10 -1
   2: 00000000000000000000000001000000:26F0 00000000000000000000000000000000:0000 0A 0:0 00:0 0 0 0 4713 1 0
   3: 0100007F:26F1 00000000:0000 0A 00000000:00000000 00:00000000 00000000  1000        0 4714 1 0
";
		assert_eq!(listening_sockets(table, &[9_968]), ["socket:[4711]", "socket:[4713]"]);
		assert_eq!(listening_sockets(table, &[9_968, 9_969]).len(), 3);
		for cut in 0..table.len() {
			listening_sockets(&table[..cut], &[9_968]);
		}
	}

	#[test]
	fn threads_are_found_by_name() {
		let (release, wait) = std::sync::mpsc::channel::<()>();
		// A thread names itself when it begins to run.
		let (running, runs) = std::sync::mpsc::channel::<()>();
		let named = |name: &str| std::thread::Builder::new().name(name.into());
		let body = move || {
			running.send(()).unwrap();
			wait.recv().ok()
		};
		let thread = named("nice-test").spawn(body).unwrap();
		runs.recv().unwrap();
		assert_eq!(set_nice_level("nice-test", 5), Ok(1));
		assert_eq!(set_nice_level("no-such-thread", 5), Ok(0));
		release.send(()).unwrap();
		thread.join().unwrap();
		named("nice-own").spawn(|| set_own_nice_level(5)).unwrap().join().unwrap();
	}
}
