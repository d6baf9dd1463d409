use std::sync::{Arc, Mutex, mpsc};
use std::thread;

/// Adds up what the workers send.
pub fn total(workers: usize, limit: u64) -> Result<u64, String> {
    let (sender, receiver) = mpsc::channel();
    let seen = Arc::new(Mutex::new(Vec::new()));
    for worker in 0..workers {
        let (sender, seen) = (sender.clone(), Arc::clone(&seen));
        thread::spawn(move || {
            seen.lock().unwrap().push(worker); // poisoned?
            sender.send(limit * worker as u64).expect("receiver lives");
        });
    }
    drop(sender);
    println!("{workers} workers, {:?} so far", seen.lock().map_err(|e| e.to_string())?);
    Ok(receiver.iter().filter(|n| n % 2 == 0).sum::<u64>())
}
