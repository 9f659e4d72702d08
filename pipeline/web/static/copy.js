// Copies a citation. Without this file the text can be selected by hand; the button stays hidden.
for (const button of document.querySelectorAll("[data-copy]")) {
  button.hidden = false;
  button.addEventListener("click", async () => {
    const said = button.parentElement.querySelector("[data-copied]");
    const text = document.getElementById(button.dataset.copy).textContent.trim();
    try {
      await navigator.clipboard.writeText(text);
      said.textContent = "Gekopieerd.";
    } catch {
      said.textContent = "Kopiëren lukt hier niet; selecteer de tekst.";
    }
  });
}
