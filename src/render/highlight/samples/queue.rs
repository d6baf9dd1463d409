//! A bounded queue of jobs, worked off by a few threads.

use std::sync::{Arc, Mutex, mpsc};
use std::thread;

/// What is to be done, and how often it may fail.
#[derive(Debug, Clone)]
struct Job {
    name: String,
    retries: u32,
}

/// Takes jobs until every sender is gone.
fn work(number: usize, jobs: Arc<Mutex<mpsc::Receiver<Job>>>) {
    loop {
        // The guard is dropped at the end of this statement, so the other
        // threads can take a job while this one works.
        let job = match jobs.lock().expect("no thread panics").recv() {
            Ok(job) => job,
            Err(_) => break,
        };
        if job.retries > 0 {
            println!("worker {number} finished {:?}", job.name);
        }
    }
}

fn main() {
    let (sender, receiver) = mpsc::sync_channel(10);
    let receiver = Arc::new(Mutex::new(receiver));
    let mut threads = Vec::new();
    for number in 0..3 {
        let jobs = Arc::clone(&receiver);
        threads.push(thread::spawn(move || work(number, jobs)));
    }
    for name in ["build", "test", "publish"] {
        let name = name.to_owned();
        sender.send(Job { name, retries: 3 }).expect("a worker listens");
    }
    drop(sender);
    for thread in threads {
        thread.join().expect("a worker ends");
    }
}
