// SPDX-License-Identifier: Apache-2.0
//! How many questions the runtime is asked at once.
//!
//! A question keeps a core busy for as long as the runtime thinks about it. On the threads that serve
//! connections it would hold up everybody else's answers, and many at once would leave import no core. So
//! questions go to threads that may block, no more of them at a time than there are cores but one, and
//! the rest wait in a line of limited length.
//!
//! The server begins with every request of a connection as soon as it has come, and holds an answer for
//! as long as its reader takes. So each connection has some places of its own, and a question has one of
//! them from before it joins the line until the connection has taken the answer. Nobody fills the line
//! alone, and of who does not read only so many answers are held. What the server gives back in one batch
//! it does not say this of: there a place is free again when its answer is made.

use crate::code;
use jsonrpsee::{
	core::RpcResult,
	types::{error::INTERNAL_ERROR_CODE, ErrorObject, ErrorObjectOwned},
	ConnectionId, Extensions, ResponsePayload,
};
use parking_lot::Mutex;
use std::{
	collections::HashMap, future::Future, num::NonZeroUsize, sync::Arc,
	thread::available_parallelism,
};
use tokio::{
	sync::{OwnedSemaphorePermit, Semaphore},
	task::{spawn, spawn_blocking},
};

/// How many questions may wait.
pub const MAX_WAITING: usize = 256;
/// How many calls may wait to be tried.
pub const MAX_WAITING_CALLS: usize = 32;
/// How many places a connection has: so many of its questions are in a line, or have an answer that the
/// connection has not taken yet.
pub const MAX_PLACES: usize = 8;
/// How many more questions of a connection may wait for one of its places. They are in nobody's way.
pub const MAX_BEHIND: usize = 64;

/// What a method answers. It tells when the connection has taken it.
pub type Answer<T> = ResponsePayload<'static, T>;

/// Asks questions in turn.
#[derive(Clone)]
pub struct Reads {
	reads: Line,
	/// Calls are tried one after the other, and never in the way of reads.
	calls: Line,
	connections: Connections,
}

/// The connections that have questions. Where the server listens at several addresses it counts the
/// connections of each from 0 on, so some may share their places with another one.
type Connections = Arc<Mutex<HashMap<ConnectionId, Connection>>>;

struct Connection {
	/// How many questions it has, with those that wait for a place.
	questions: usize,
	places: Arc<Semaphore>,
}

impl Default for Connection {
	fn default() -> Self {
		Self { questions: 0, places: Arc::new(Semaphore::new(MAX_PLACES)) }
	}
}

/// A question of a connection, for as long as it counts.
pub(crate) struct Question {
	connection: ConnectionId,
	connections: Connections,
	/// None while it waits for one.
	place: Option<OwnedSemaphorePermit>,
}

impl Drop for Question {
	fn drop(&mut self) {
		let mut connections = self.connections.lock();
		// Before the connection may be forgotten with all of its places.
		drop(self.place.take());
		if let Some(connection) = connections.get_mut(&self.connection) {
			connection.questions = connection.questions.saturating_sub(1);
			if connection.questions == 0 {
				connections.remove(&self.connection);
			}
		}
	}
}

#[derive(Clone)]
struct Line {
	/// Those that are answered.
	running: Arc<Semaphore>,
	/// Those, and those that wait.
	all: Arc<Semaphore>,
}

impl Reads {
	/// For this machine.
	pub fn new() -> Self {
		Self::with_cores(available_parallelism().map_or(1, NonZeroUsize::get))
	}

	/// For a machine with so many cores.
	pub fn with_cores(cores: usize) -> Self {
		Self {
			reads: Line::new(cores.saturating_sub(1).max(1), MAX_WAITING),
			calls: Line::new(1, MAX_WAITING_CALLS),
			connections: Connections::default(),
		}
	}

	/// Gives the answer to a question of the connection that the extensions name, once that has a place
	/// for it. The place is free again when the connection has taken the answer.
	pub(crate) async fn answer<T: Clone + 'static>(
		&self,
		extensions: &Extensions,
		answer: impl Future<Output = RpcResult<T>>,
	) -> Answer<T> {
		// The server always names one.
		let connection = extensions.get::<ConnectionId>().copied().unwrap_or_default();
		let question = match self.enter(connection).await {
			Ok(question) => question,
			Err(error) => return ResponsePayload::error(error),
		};
		let answer = match answer.await {
			Ok(answer) => ResponsePayload::success(answer),
			Err(error) => ResponsePayload::error(error),
		};
		let (answer, taken) = answer.notify_on_completion();
		spawn(async move {
			// That the connection is gone is an end too.
			let _ = taken.await;
			drop(question);
		});
		answer
	}

	/// Waits for a place of a connection, or fails at once if too many of its questions do.
	pub(crate) async fn enter(&self, connection: ConnectionId) -> RpcResult<Question> {
		let places = {
			let mut connections = self.connections.lock();
			let of = connections.entry(connection).or_default();
			if of.questions >= MAX_PLACES + MAX_BEHIND {
				return Err(busy("too many questions of this connection wait; try again"));
			}
			of.questions += 1;
			of.places.clone()
		};
		let connections = self.connections.clone();
		let mut question = Question { connection, connections, place: None };
		question.place = Some(places.acquire_owned().await.map_err(|_| full())?);
		Ok(question)
	}

	/// Reads something when it is this question's turn, or fails at once if too many wait.
	pub async fn read<T: Send + 'static>(
		&self,
		question: impl FnOnce() -> T + Send + 'static,
	) -> RpcResult<T> {
		self.reads.ask(question).await
	}

	/// Tries a call, in the same way.
	pub async fn try_call<T: Send + 'static>(
		&self,
		question: impl FnOnce() -> T + Send + 'static,
	) -> RpcResult<T> {
		self.calls.ask(question).await
	}
}

impl Default for Reads {
	fn default() -> Self {
		Self::new()
	}
}

impl Line {
	fn new(running: usize, waiting: usize) -> Self {
		Self {
			running: Arc::new(Semaphore::new(running)),
			all: Arc::new(Semaphore::new(running + waiting)),
		}
	}

	async fn ask<T: Send + 'static>(
		&self,
		question: impl FnOnce() -> T + Send + 'static,
	) -> RpcResult<T> {
		let place = self.all.clone().try_acquire_owned().map_err(|_| full())?;
		let turn = self.running.clone().acquire_owned().await.map_err(|_| full())?;
		// Who asked may be gone before there is an answer. The thread is busy all the same, so the
		// permits go with it.
		spawn_blocking(move || {
			let answer = question();
			drop((turn, place));
			answer
		})
		.await
		.map_err(|error| {
			let message = "the question was not answered";
			ErrorObject::owned(INTERNAL_ERROR_CODE, message, Some(error.to_string()))
		})
	}
}

fn full() -> ErrorObjectOwned {
	busy("too many questions wait for the runtime; try again")
}

pub(crate) fn busy(message: &str) -> ErrorObjectOwned {
	ErrorObject::owned(code::BUSY, message, None::<()>)
}

#[cfg(test)]
mod tests {
	use super::*;
	use futures::future::{join_all, ready, FutureExt};
	use jsonrpsee::{types::Id, MethodResponse};
	use std::sync::{
		atomic::{AtomicUsize, Ordering},
		mpsc,
	};

	fn runtime() -> tokio::runtime::Runtime {
		tokio::runtime::Builder::new_current_thread().build().unwrap()
	}

	#[test]
	fn no_more_run_at_once_than_there_are_cores_but_one() {
		let reads = Reads::with_cores(3);
		let running = Arc::new(AtomicUsize::new(0));
		let most = Arc::new(AtomicUsize::new(0));
		let ask = |number: usize| {
			let (running, most) = (running.clone(), most.clone());
			reads.read(move || {
				most.fetch_max(running.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
				std::thread::sleep(std::time::Duration::from_millis(2));
				running.fetch_sub(1, Ordering::SeqCst);
				number
			})
		};
		let answers = runtime().block_on(join_all((0..50).map(ask)));
		let answers: Vec<_> = answers.into_iter().map(|answer| answer.unwrap()).collect();
		assert_eq!(answers, (0..50).collect::<Vec<_>>());
		assert!((1..=2).contains(&most.load(Ordering::SeqCst)));
	}

	#[test]
	fn one_core_is_enough() {
		assert_eq!(runtime().block_on(Reads::with_cores(1).read(|| 7)).unwrap(), 7);
		assert_eq!(runtime().block_on(Reads::with_cores(0).try_call(|| 7)).unwrap(), 7);
	}

	#[test]
	fn too_many_that_wait_are_refused_at_once() {
		let reads = Reads::with_cores(2);
		let (release, wait) = mpsc::channel::<()>();
		runtime().block_on(async {
			let mut first = Box::pin(reads.read(move || wait.recv().ok()));
			assert!(first.as_mut().now_or_never().is_none());
			let mut waiting: Vec<_> =
				(0..MAX_WAITING).map(|_| Box::pin(reads.read(|| ()))).collect();
			for one in &mut waiting {
				assert!(one.as_mut().now_or_never().is_none());
			}
			let refused = reads.read(|| ()).now_or_never().unwrap();
			assert_eq!(refused.unwrap_err().code(), code::BUSY);
			// Calls have a line of their own.
			assert!(reads.try_call(|| ()).await.is_ok());

			release.send(()).unwrap();
			assert!(first.await.is_ok());
			assert!(join_all(waiting).await.into_iter().all(|answer| answer.is_ok()));
			assert!(reads.read(|| ()).await.is_ok());
		});
	}

	#[test]
	fn who_hangs_up_does_not_free_the_thread() {
		let reads = Reads::with_cores(2);
		let (release, wait) = mpsc::channel::<()>();
		runtime().block_on(async {
			let mut first = Box::pin(reads.read(move || wait.recv().ok()));
			assert!(first.as_mut().now_or_never().is_none());
			drop(first);
			let mut second = Box::pin(reads.read(|| ()));
			assert!(second.as_mut().now_or_never().is_none());
			release.send(()).unwrap();
			assert!(second.await.is_ok());
		});
	}
	/// The answer to a question of a connection. It is not taken as long as it is there.
	async fn asked(reads: &Reads, connection: usize) -> MethodResponse {
		let mut extensions = Extensions::new();
		extensions.insert(ConnectionId(connection));
		let answer = reads.answer(&extensions, ready(RpcResult::Ok(7))).await;
		MethodResponse::response(Id::Number(1), answer, usize::MAX)
	}

	#[test]
	fn a_connection_has_so_many_places_until_its_answers_are_taken() {
		let reads = Reads::with_cores(2);
		runtime().block_on(async {
			let mut made = Vec::new();
			for _ in 0..MAX_PLACES {
				made.push(asked(&reads, 1).await);
			}
			assert!(made.iter().all(MethodResponse::is_success));
			let mut waiting: Vec<_> = (0..MAX_BEHIND).map(|_| Box::pin(asked(&reads, 1))).collect();
			for one in &mut waiting {
				assert!(one.as_mut().now_or_never().is_none());
			}
			assert_eq!(asked(&reads, 1).await.as_error_code(), Some(code::BUSY));
			// That is nobody else's business.
			assert!(asked(&reads, 2).await.is_success());

			// With each answer that is taken the next question has its turn.
			made.pop();
			let next = waiting.remove(0).await;
			assert!(next.is_success());
			assert!(waiting[0].as_mut().now_or_never().is_none());

			// Nothing is remembered of connections that are gone.
			drop((made, next, waiting));
			for _ in 0..100 {
				tokio::task::yield_now().await;
			}
			assert!(reads.connections.lock().is_empty());
		});
	}

	#[test]
	fn one_connection_can_not_fill_the_line() {
		let reads = Reads::with_cores(2);
		let (release, wait) = mpsc::channel::<()>();
		runtime().block_on(async {
			let mut first = Box::pin(reads.try_call(move || wait.recv().ok()));
			assert!(first.as_mut().now_or_never().is_none());
			let ask = |connection| {
				let reads = reads.clone();
				Box::pin(async move {
					let mut extensions = Extensions::new();
					extensions.insert(ConnectionId(connection));
					let answer = reads.answer(&extensions, reads.try_call(|| 7)).await;
					MethodResponse::response(Id::Number(1), answer, usize::MAX)
				})
			};
			let mut greedy: Vec<_> = (0..MAX_WAITING_CALLS + 8).map(|_| ask(1)).collect();
			for one in &mut greedy {
				assert!(one.as_mut().now_or_never().is_none());
			}
			let mut polite = ask(2);
			assert!(polite.as_mut().now_or_never().is_none());
			// A turn that nobody takes would be everybody's end.
			drop(greedy);
			release.send(()).unwrap();
			assert!(polite.await.is_success());
			assert!(first.await.is_ok());
		});
	}
}
