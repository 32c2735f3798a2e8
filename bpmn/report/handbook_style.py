"""The looks of the handbook as HTML; ``$name;`` stands for a colour of the theme."""

STYLE = """
body { margin: 0; display: flex; font: 14px/1.45 Inter, 'Segoe UI', 'Liberation Sans', Arial, sans-serif;
  color: $text;; background: $panel;; }
nav { position: sticky; top: 0; width: 272px; height: 100vh; overflow: auto; box-sizing: border-box;
  padding: 24px 20px; background: $window;; border-right: 1px solid $border;; flex: none; }
nav .head { font-size: 16px; font-weight: 600; margin: 0; }
nav ul { list-style: none; padding: 0; }
nav a { display: block; padding: 6px 8px; border-radius: 4px; color: $text;; text-decoration: none; }
nav a:hover { background: $accentSoft;; color: $accent;; }
nav b { display: inline-block; width: 34px; font-weight: 400; color: $textMuted;; }
nav .top a { font-weight: 600; }
nav .sub a { padding-left: 28px; }
main { padding: 24px 48px; width: 984px; }
section { margin-bottom: 56px; }
h1 { font-size: 28px; margin: 0 0 4px; }
h2 { font-size: 16px; margin: 24px 0 8px; }
a { color: $link;; }
.lead { font-size: 16px; color: $textMuted;; margin: 0 0 16px; }
.small { font-size: 12px; color: $textMuted;; }
figure { margin: 0 0 8px; }
figure svg { max-width: 100%; height: auto; }
table { border-collapse: collapse; width: 100%; }
th { text-align: left; font-weight: 400; font-size: 12px; color: $textMuted;; }
td, th { padding: 7px 10px 7px 0; border-bottom: 1px solid $border;; vertical-align: top; }
td ul { margin: 0; padding-left: 16px; }
.shown { color: $aligned;; font-weight: 700; }
.doubted { color: $warning;; font-weight: 700; }
.missing { color: $textMuted;; font-weight: 700; }
@media print { nav { display: none; } section { break-before: page; } }
"""
"""CSS of the handbook."""
